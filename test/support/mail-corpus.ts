import { readFileSync } from 'node:fs';

const FOLDER = new URL('../eml/', import.meta.url);

interface Address {
  readonly name: string;
  readonly address: string;
}

/** What a reader must make of a mail, as far as these tests look; see `schema` in the file. */
interface Expectation {
  readonly subject?: string | null;
  readonly subject_contains?: string;
  readonly subject_in?: readonly string[];
  readonly from?: readonly Address[];
  readonly from_address?: string;
  readonly to?: readonly Address[];
  readonly to_count?: number;
  readonly safe_names?: readonly string[];
  readonly bcc?: readonly Address[];
  readonly message_id?: string;
  readonly attachments?: readonly {
    readonly filename?: string;
    readonly type?: string;
    readonly size?: number;
  }[];
  readonly attachment_count?: number;
  readonly inline?: readonly { readonly cid: string; readonly type: string }[];
  readonly text_contains?: readonly string[];
  readonly text_not_contains?: readonly string[];
  readonly html_visible_contains?: readonly string[];
  readonly links?: readonly string[];
  readonly html_links?: readonly string[];
  readonly links_forbidden?: readonly string[];
  readonly header_count_min?: number;
  readonly warnings?: readonly string[];
  readonly remote_hosts?: readonly string[];
  readonly remote_hosts_min?: readonly string[];
  readonly remote_hosts_any?: readonly string[];
}

export interface CorpusMail {
  readonly id: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: Buffer;
  readonly expect: Expectation;
}

/** The mails of test/eml, those of others and our own, with what is expected of them. */
export function readMailCorpus(): readonly CorpusMail[] {
  return ['expectations.json', 'own-expectations.json'].flatMap((name) => {
    const { messages } = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as {
      messages: (Omit<CorpusMail, 'raw'> & { file: string })[];
    };
    return messages.map(({ id, envelope, file, expect }) => ({
      id,
      envelope,
      expect,
      raw: readFileSync(new URL(file, FOLDER)),
    }));
  });
}
