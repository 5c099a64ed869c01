import { contextBridge, ipcRenderer, webUtils } from 'electron';

import {
  CHANGED_CHANNEL,
  type ChangedEvent,
  CHOOSE_CHANNEL,
  CHOSEN_CHANNEL,
  DRAG_CHANNEL,
  DROP_CHANNEL,
  INVOKE_CHANNEL,
  MENU_CHANNEL,
  type WindowBridge,
} from '../shared/bridge.ts';

const bridge: WindowBridge = {
  host: 'electron',
  invoke: (procedure, input, call) => ipcRenderer.invoke(INVOKE_CHANNEL, procedure, input, call),
  drop: (call) => ipcRenderer.send(DROP_CHANNEL, call),
  subscribe: (listener) => {
    const tell = (_event: unknown, changed: ChangedEvent): void => listener(changed);
    ipcRenderer.on(CHANGED_CHANNEL, tell);
    return () => void ipcRenderer.off(CHANGED_CHANNEL, tell);
  },
  dragOut: (path) => ipcRenderer.send(DRAG_CHANNEL, path),
  choosePath: (kind) => ipcRenderer.invoke(CHOOSE_CHANNEL, kind),
  pathOf: (file) => (file instanceof File ? webUtils.getPathForFile(file) : ''),
  menu: {
    show: (items) => ipcRenderer.send(MENU_CHANNEL, items),
    subscribe: (listener) => {
      const tell = (_event: unknown, id: string): void => listener(id);
      ipcRenderer.on(CHOSEN_CHANNEL, tell);
      return () => void ipcRenderer.off(CHOSEN_CHANNEL, tell);
    },
  },
};

contextBridge.exposeInMainWorld('gatehouse', bridge);
