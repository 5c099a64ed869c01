import type { TemplateProblem } from '../../../shared/contract/templates.ts';
import { TemplateFault } from '../../templates/template-fault.ts';
import { checkTemplate, lengthProblem, placed, unknownWords } from './check-template.ts';
import { type Edition, fileOf, FRAME_FILE, renderPart, usedVariables } from './edition.ts';
import { TEMPLATE_WORDS } from './mail-kinds.ts';
import { FRAME_VARIABLES, sampleVariables } from './mail-variables.ts';

/** Where the mail goes into its frame. */
const HOLE = '{% block content %}{% endblock %}';
/** What stands for a mail while a frame is tried. */
const PROBE = 'the mail itself, 7f3a9c';
const KIND = 'activation';

/**
 * Everything that speaks against a frame: faults, variables that not every mail has, a missing or
 * doubled hole for the mail, and mails in use that it would spoil.
 *
 * @param mails Every mail as it is in use, in this frame.
 */
export function checkFrame(html: string, mails: readonly Edition[]): readonly TemplateProblem[] {
  const tooLong = lengthProblem('html', html);
  if (tooLong) return [tooLong];
  const probe: Edition = {
    kind: KIND,
    origin: 'version',
    version: null,
    files: {
      [FRAME_FILE]: html,
      [fileOf(KIND, 'html')]:
        `{% layout '${FRAME_FILE}' %}{% block content %}${PROBE}{% endblock %}`,
    },
  };
  try {
    const unknown = usedVariables(probe, 'html').flatMap((used) => {
      const words = unknownWords(used.path, [
        ...FRAME_VARIABLES.map(({ name }) => name),
        'subject',
      ]);
      return words === null ? [] : [placed('html', FRAME_FILE, new TemplateFault(words, used))];
    });
    if (unknown.length > 0) return unknown;
    const shown = renderPart(probe, 'html', { ...sampleVariables(KIND), subject: 'Subject' });
    const times = shown.split(PROBE).length - 1;
    if (times !== 1) return [holeProblem(times)];
  } catch (error) {
    return [placed('html', FRAME_FILE, error)];
  }
  return mails.flatMap((mail) => {
    const fault = checkTemplate(mail).find(({ part }) => part === 'html');
    if (!fault) return [];
    const message = `In “${TEMPLATE_WORDS[mail.kind].name}”: ${fault.message}`;
    return [{ ...fault, line: null, column: null, message, insert: null }];
  });
}

function holeProblem(times: number): TemplateProblem {
  const message =
    times === 0
      ? `No mail would show in this frame: it lacks \`${HOLE}\`.`
      : `Each mail would show ${times} times in this frame: \`${HOLE}\` may stand there once.`;
  const place = { part: 'html', line: null, column: null } as const;
  return { ...place, message, severity: 'error', insert: times === 0 ? HOLE : null };
}
