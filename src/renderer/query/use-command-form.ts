import { createContext, use, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import type { CommandName, InputOf, OutputOf } from '../../shared/contract/index.ts';
import type { Failure } from '../../shared/errors.ts';
import { callError } from './call-error.ts';
import { useCommand } from './use-command.ts';

export interface CommandForm<Name extends CommandName> {
  /**
   * The command's answer, or null when it was refused; the reasons are then in the form. Null too
   * while an earlier one is under way: a second press of the keys is no second command.
   *
   * @param refused Told of a refusal before it is in the form.
   */
  readonly submit: (
    input: InputOf<Name>,
    refused?: (failure: Failure) => void,
  ) => Promise<OutputOf<Name> | null>;
  readonly pending: boolean;
  readonly message: string | null;
  readonly advice: string | null;
  /** The whole refusal, for what is neither words nor fields. */
  readonly failure: Failure | null;
  /** The first message of each field. */
  readonly fieldErrors: Readonly<Record<string, string>>;
  /** Forgets the message of a field that is being edited, or everything. */
  readonly clear: (field?: string) => void;
}

/** Tells a refusal that comes when its form is closed. Forms that can't be closed need none. */
export const LateRefusal = createContext<(thrown: unknown) => void>(() => {});

/**
 * Turns a form into a command and puts its refusals back beside the fields, the first of which gets
 * the focus. A refusal that comes when the form is closed is told to LateRefusal.
 */
export function useCommandForm<Name extends CommandName>(name: Name): CommandForm<Name> {
  const command = useCommand(name);
  const refuse = use(LateRefusal);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isUnderWay = useRef(false);
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  return {
    pending: command.pending,
    failure,
    message: failure?.message ?? null,
    advice: failure?.advice ?? null,
    fieldErrors: firstMessages(failure),
    clear: (field) => setFailure((before) => without(before, field)),
    submit: async (input, refused) => {
      if (isUnderWay.current) return null;
      isUnderWay.current = true;
      const form = document.activeElement?.closest('form');
      try {
        const output = await command.run(input);
        setFailure(null);
        return output;
      } catch (error) {
        refused?.(callError(error).failure);
        if (!isOpen.current) {
          refuse(error);
          return null;
        }
        flushSync(() => setFailure(callError(error).failure));
        form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
        return null;
      } finally {
        isUnderWay.current = false;
      }
    },
  };
}

function firstMessages(failure: Failure | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(failure?.fields ?? {}).map(([field, texts]) => [field, texts[0] ?? '']),
  );
}

/** When the last field's message goes, the words above the form have nothing left to say. */
function without(failure: Failure | null, field: string | undefined): Failure | null {
  if (!failure?.fields || field === undefined) return null;
  const fields = Object.entries(failure.fields).filter(([name]) => name !== field);
  return fields.length === 0 ? null : { ...failure, fields: Object.fromEntries(fields) };
}
