import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import { mailGone } from './captured-list.ts';
import type { CapturedStore } from './captured-store.ts';
import { makeInertHtml, previewDocument } from './preview/inert-html.ts';
import { loadPictures } from './remote/load-pictures.ts';
import type { Network } from './remote/network.ts';

type Preview = Omit<OutputOf<'captured.preview'>, 'path'> & { readonly html: string };

/**
 * The inert page of a mail. Nothing is fetched unless the person asks for pictures, and then
 * pictures only: following a link could use it up.
 *
 * @throws RefusedError `not-found`.
 */
export async function previewMail(
  store: CapturedStore,
  network: Network,
  { id, remoteImages: isWanted }: ParsedInputOf<'captured.preview'>,
): Promise<Preview> {
  const found = await store.read(id);
  if (!found) throw mailGone();
  const { html, attachments } = found.parsed;
  const plain = makeInertHtml(html ?? '', attachments);
  const { pictures, problems } = isWanted
    ? await loadPictures(plain.remoteImages, network)
    : { pictures: new Map(), problems: [] };
  const inert = pictures.size > 0 ? makeInertHtml(html ?? '', attachments, pictures) : plain;
  return {
    html: previewDocument(inert.html),
    blockedRemoteImages: inert.blockedRemoteImages,
    problems: [...problems],
  };
}
