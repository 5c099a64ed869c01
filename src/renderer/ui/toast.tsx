import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';

import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { useSteadyToasts } from './steady-toasts.ts';
import { ToneIcon } from './tone-icon.tsx';
import type { Tone } from './tone.ts';
import styles from './toast.module.css';

const BRIEF_MS = 5_000;
/** Long enough to read the sentence and reach for undo. */
const WITH_ACTION_MS = 12_000;

export interface ToastMessage {
  readonly title: string;
  readonly description?: ReactNode;
  readonly tone: Tone;
  /** The toast closes when it is pressed. */
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined;
  /** Milliseconds; 0 keeps it until it is closed, which is the rule for dangers. */
  readonly timeoutMs?: number | undefined;
}

export interface Toasts {
  /** Shows a toast, announces it, and returns its id. */
  readonly show: (message: ToastMessage) => string;
  readonly close: (id: string) => void;
}

interface ToastData {
  readonly tone: Tone;
  readonly action: ToastMessage['action'];
}

export function useToasts(): Toasts {
  const { add, close } = Toast.useToastManager<ToastData>();
  return {
    close,
    show: ({ title, description, tone, action, timeoutMs }) =>
      add({
        // The same reason once more takes the place of the one that is still shown.
        ...(tone === 'neutral' && action === undefined && { id: title }),
        type: tone,
        title,
        description,
        data: { tone, action },
        priority: tone === 'danger' ? 'high' : 'low',
        timeout: timeoutMs ?? defaultTimeout(tone, action !== undefined),
      }),
  };
}

function defaultTimeout(tone: Tone, hasAction: boolean): number {
  if (tone === 'danger') return 0;
  return hasAction ? WITH_ACTION_MS : BRIEF_MS;
}

/** Holds the toasts of everything inside it. F6 moves the focus to them. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts, close } = Toast.useToastManager<ToastData>();
  const newest = useRef<HTMLDivElement>(null);
  useRoomFor(newest, toasts[0]?.id);
  const isMeant = useSteadyToasts(
    toasts.map(({ id, data }) => ({ id, action: data?.action?.label })),
  );
  return toasts.map((toast, place) => (
    <Toast.Root
      key={toast.id}
      ref={place === 0 ? newest : undefined}
      toast={toast}
      className={styles['toast']}
      swipeDirection="right"
    >
      <Toast.Content className={styles['content']}>
        <ToneIcon tone={toast.data?.tone ?? 'neutral'} />
        <div className={styles['text']}>
          <Toast.Title className={styles['title']} render={<p />} />
          <Toast.Description className={styles['description']} render={<div />} />
        </div>
        {toast.data?.action !== undefined && (
          <Button
            size="small"
            onClick={(event) => {
              if (!isMeant(toast.data?.action?.label ?? '', event)) return;
              toast.data?.action?.onClick();
              close(toast.id);
            }}
          >
            {toast.data.action.label}
          </Button>
        )}
        {place === 0 && toasts.length > 1 && (
          <Button
            size="small"
            variant="quiet"
            // The focus is what opens them; a press gives it not in every browser.
            onClick={({ currentTarget }) => currentTarget.focus()}
          >
            {`and ${toasts.length - 1} earlier`}
          </Button>
        )}
        <Toast.Close render={<IconButton icon={X} label="Close the message" size="small" />} />
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Has the row of the keys be as high as the newest toast, and end where that begins. */
function useRoomFor(newest: RefObject<HTMLElement | null>, id: string | undefined): void {
  useLayoutEffect(() => {
    const { current } = newest;
    if (id === undefined || current === null || typeof ResizeObserver === 'undefined') return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      // What it grows by when it is looked at moves nothing.
      if (current.parentElement?.matches(':hover, :focus-within') === true) return;
      style.setProperty('--toast-height', `${current.offsetHeight}px`);
      style.setProperty('--toast-width', `${current.offsetWidth}px`);
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
      style.removeProperty('--toast-height');
      style.removeProperty('--toast-width');
    };
  }, [newest, id]);
}
