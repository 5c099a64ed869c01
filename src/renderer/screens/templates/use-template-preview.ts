import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import type { MailKind, TemplateKind, TemplateParts } from '../../../shared/contract/templates.ts';
import type { CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

type Answer = OutputOf<'templates.preview'>;
export type PreviewPerson = OutputOf<'templates.people'>['people'][number];

/** How long a pause in typing is, in milliseconds. */
const PAUSE_MS = 250;

/** The mail as the application writes it from what stands in the editor, for somebody. */
export function useTemplatePreview(kind: TemplateKind, parts: TemplateParts) {
  const [inside, showInside] = useState<MailKind>('activation');
  const [chosen, choose] = useState<PreviewPerson | null>(null);
  const { data: newest } = useQueryOf('templates.people', { search: '' });
  const person = chosen ?? newest?.people[0] ?? null;
  const settled = usePause(parts);
  const draft = { kind, parts: settled, inside, accountId: person?.id ?? null };
  const ask = useCall();
  const { data, error, refetch } = useQuery<Answer, CallError>({
    queryKey: ['templates.preview', draft],
    queryFn: () => ask('templates.preview', draft),
    enabled: newest !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const [mail, setMail] = useState<Answer['mail']>(null);
  // With errors there is no mail; the last one without stays to be looked at.
  if (data?.mail && data.mail !== mail) setMail(data.mail);
  return {
    person,
    choose,
    /** The mail that is shown in a frame. */
    inside,
    showInside,
    mail: data?.mail ?? mail,
    problems: data?.problems ?? [],
    isOld: data !== undefined && data.mail === null,
    error,
    retry: () => void refetch(),
  };
}

export type PreviewState = ReturnType<typeof useTemplatePreview>;

function usePause(parts: TemplateParts): TemplateParts {
  const { subject, text, html } = parts;
  const [settled, setSettled] = useState(parts);
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ subject, text, html }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [subject, text, html]);
  return settled;
}
