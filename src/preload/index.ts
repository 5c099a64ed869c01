import { contextBridge, ipcRenderer } from 'electron';

import {
  type Bridge,
  CHANGED_CHANNEL,
  type ChangedEvent,
  DRAG_CHANNEL,
  INVOKE_CHANNEL,
} from '../shared/bridge.ts';

const bridge: Bridge = {
  host: 'electron',
  invoke: (procedure, input) => ipcRenderer.invoke(INVOKE_CHANNEL, procedure, input),
  subscribe: (listener) => {
    const tell = (_event: unknown, changed: ChangedEvent): void => listener(changed);
    ipcRenderer.on(CHANGED_CHANNEL, tell);
    return () => void ipcRenderer.off(CHANGED_CHANNEL, tell);
  },
  dragOut: (path) => ipcRenderer.send(DRAG_CHANNEL, path),
};

contextBridge.exposeInMainWorld('gatehouse', bridge);
