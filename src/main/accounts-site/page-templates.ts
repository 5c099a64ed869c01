import { fileURLToPath } from 'node:url';

import type { TemplateOverrides } from '../templates/overrides.ts';
import { createTemplates } from '../templates/templates.ts';

/** The pages there are, by Django's and django-registration's template names. */
export type PageName =
  | 'index'
  | 'registration_form'
  | 'registration_complete'
  | 'registration_closed'
  | 'activate'
  | 'activation_failed'
  | 'activation_complete'
  | 'login'
  | 'logged_out'
  | 'profile'
  | 'password_change_form'
  | 'password_change_done'
  | 'password_reset_form'
  | 'password_reset_done'
  | 'password_reset_confirm'
  | 'password_reset_complete'
  | 'resend_activation_form'
  | 'resend_activation_complete'
  | 'activation_complete_admin_pending'
  | 'not_found'
  | 'error';

/** Renders one page. @throws Error when a template is wrong or names an unknown variable. */
export type RenderPage = (
  page: PageName,
  context: Readonly<Record<string, unknown>>,
) => Promise<string>;

/**
 * The page templates, `registration/<name>.html` around `base.html`. Every value is escaped.
 *
 * @param resources Folder that holds `templates/`.
 * @param overrides The site owner's templates, each of which wins while nothing is wrong with it.
 */
export function createPageTemplates(resources: URL, overrides?: TemplateOverrides): RenderPage {
  const folder = fileURLToPath(new URL('templates/', resources));
  const templates = createTemplates(folder, overrides);
  return async (page, context) => {
    // A form without its token would be refused whenever it is sent.
    const isForm = page === 'activate' || 'form' in context;
    const required = isForm ? String(context['csrf_token']) : '';
    return templates.render(`registration/${page}.html`, context, required);
  };
}
