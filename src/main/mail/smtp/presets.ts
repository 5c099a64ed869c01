import { createRequire } from 'node:module';

import type { MailPreset } from '../../../shared/contract/mail-settings.ts';

interface Service {
  readonly description?: string;
  readonly aliases?: readonly string[];
  readonly domains?: readonly string[];
  readonly host?: string;
  readonly port?: number | string;
  readonly secure?: boolean;
  readonly ignoreTLS?: boolean;
}

/** Not imported: a bundle keeps the import and loses the attribute that says it is JSON. */
const services = createRequire(import.meta.url)(
  'nodemailer/lib/well-known/services.json',
) as Readonly<Record<string, Service>>;

/** Where the two large providers trade refresh tokens, and what people trip over elsewhere. */
const KNOWN: Readonly<Record<string, { readonly hint: string; readonly tokenUrl?: string }>> = {
  'smtp.gmail.com': {
    hint: 'Gmail wants an app password (Google account, Security, App passwords) or XOAUTH2.',
    tokenUrl: 'https://oauth2.googleapis.com/token',
  },
  'smtp-relay.gmail.com': {
    hint: 'The relay lets in by network address: allow it in the Google Admin console.',
    tokenUrl: 'https://oauth2.googleapis.com/token',
  },
  'smtp.office365.com': {
    hint: 'Microsoft 365 is ending passwords for SMTP. Use XOAUTH2, with SMTP AUTH allowed for the mailbox.',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
  },
  'smtp-mail.outlook.com': {
    hint: 'Outlook.com takes no passwords for SMTP any more. Use XOAUTH2.',
    tokenUrl: 'https://login.microsoftonline.com/consumers/oauth2/v2.0/token',
  },
  'smtp.mail.yahoo.com': { hint: 'Yahoo wants an app password (Account security).' },
  'smtp.mail.me.com': { hint: 'iCloud wants an app-specific password.' },
  'smtp.fastmail.com': { hint: 'Fastmail wants an app password.' },
  'smtp.sendgrid.net': { hint: 'The user is the word apikey; the password is the API key.' },
  'smtp.resend.com': { hint: 'The user is the word resend; the password is an API key.' },
  'smtp.mandrillapp.com': { hint: 'The password is an API key.' },
  'smtp.postmarkapp.com': { hint: 'User and password are both the server’s API token.' },
  'smtp.protonmail.ch': { hint: 'Proton wants an SMTP token of an address with your own domain.' },
  'smtp.zoho.com': { hint: 'Accounts with two-step sign-in need an app password.' },
};

/** The mail providers that nodemailer knows, by name. Nothing is asked of any of them. */
export function mailPresets(): MailPreset[] {
  return Object.entries(services)
    .flatMap(([id, service]) => presetOf(id, service) ?? [])
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
}

/** What people trip over with the provider of a host, or ''. */
export function hintFor(host: string): string {
  return KNOWN[host.toLowerCase()]?.hint ?? '';
}

function presetOf(id: string, service: Service): MailPreset | null {
  const { host, description, aliases = [], domains = [], secure, ignoreTLS } = service;
  // Those without a host or without encryption are tools for the same machine.
  if (host === undefined) return null;
  const isTls = secure === true || Number(service.port) === 465;
  return {
    id,
    label: description ?? id,
    aliases: [id, ...aliases, ...domains],
    host,
    port: Number(service.port ?? (isTls ? 465 : 587)),
    // Where the list says nothing of encryption, encryption is demanded all the same.
    security: isTls && ignoreTLS !== true ? 'tls' : 'starttls',
    auth: 'auto',
    tokenUrl: KNOWN[host]?.tokenUrl ?? '',
    hint: hintFor(host),
  };
}
