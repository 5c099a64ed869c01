import { useQueryOf } from '../../../query/use-query-of.ts';
import { Notice } from '../../../ui/notice.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';

/** What the doctor last found of a server as it is saved. @param id The server. */
export function DoctorsVerdict({ id }: { readonly id: string }) {
  const { data } = useQueryOf('doctor.verdict', { id });
  if (data === undefined) return null;
  if (data === null) {
    return (
      <Notice
        tone="warn"
        title="The doctor has not examined it with these settings."
        announced={false}
      >
        Whether it takes mail is not known. Examine it first.
      </Notice>
    );
  }
  const { at, problem } = data;
  return (
    <Notice
      tone={problem === null ? 'ok' : 'danger'}
      title={problem === null ? 'The doctor found nothing wrong.' : `The doctor found: ${problem}`}
      announced={false}
    >
      {problem !== null && 'Mails would wait. '}(<RelativeTime at={at} />)
    </Notice>
  );
}
