import { fileURLToPath } from 'node:url';

import { Liquid } from 'liquidjs';

/** The pages there are, by Django's and django-registration's template names. */
export type PageName =
  | 'index'
  | 'registration_form'
  | 'registration_complete'
  | 'registration_closed'
  | 'activate'
  | 'activation_failed'
  | 'activation_complete'
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
 */
export function createPageTemplates(resources: URL): RenderPage {
  const liquid = new Liquid({
    root: fileURLToPath(new URL('templates/', resources)),
    extname: '.html',
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    outputEscape: 'escape',
    cache: true,
  });
  return (page, context) => liquid.renderFile(`registration/${page}`, context);
}
