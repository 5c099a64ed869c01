import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import { mailGone } from './captured-list.ts';
import type { CapturedStore } from './captured-store.ts';
import { previewDocument } from '../preview/inert-html.ts';
import type { MailReading } from '../reading/mail-reading.ts';
import { loadPictures } from '../remote/load-pictures.ts';
import type { Network } from '../remote/network.ts';

interface Context {
  readonly captured: Pick<CapturedStore, 'read'>;
  readonly reading: MailReading;
  readonly network: Network;
}

type Preview = Omit<OutputOf<'captured.preview'>, 'path'> & { readonly html: string };

/**
 * The inert page of a mail. Nothing is fetched unless the person asks for pictures, and then
 * pictures only: following a link could use it up.
 *
 * @throws RefusedError `not-found`.
 */
export async function previewMail(
  { captured, reading, network }: Context,
  { id, remoteImages: isWanted }: ParsedInputOf<'captured.preview'>,
): Promise<Preview> {
  const found = await captured.read(id);
  if (!found) throw mailGone();
  const plain = await reading.preview(found.raw, new Map());
  const { pictures, problems } = isWanted
    ? await loadPictures(plain.remoteImages, network)
    : { pictures: new Map(), problems: [] };
  const inert = pictures.size > 0 ? await reading.preview(found.raw, pictures) : plain;
  return {
    html: previewDocument(inert.html),
    blockedRemoteImages: inert.blockedRemoteImages,
    remoteHosts: [...inert.remoteHosts],
    problems: [...problems],
  };
}
