import { previewTemplate, sendTemplateTest } from '../../mail/outbox/preview-template.ts';
import { chooseVersion, saveTemplate } from '../../mail/templates/save-template.ts';
import {
  listMailTemplates,
  previewPeople,
  readMailTemplate,
  readTemplateVersion,
} from '../../mail/templates/template-list.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** The templates of mails, and their versions. */
export function templateHandlers(services: Services) {
  const { previews } = services;
  const context = { ...services, addPreview: previews.add };
  return {
    'templates.list': () => listMailTemplates(services),
    'templates.get': ({ kind }) => readMailTemplate(services, kind),
    'templates.version': ({ kind, number }) => readTemplateVersion(services, kind, number),
    'templates.people': ({ search }) => previewPeople(services.db, search),
    'templates.preview': (input) => previewTemplate(context, input),
    'templates.save': (input, { person }) => saveTemplate(services, person, input),
    'templates.use': (input, { person }) => chooseVersion(services, person, input),
    'templates.sendTest': (input, { person }) => sendTemplateTest(context, person, input),
  } satisfies Partial<Handlers>;
}
