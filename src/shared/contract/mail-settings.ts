import { z } from 'zod';

import { formOf, line, saved } from './fields.ts';
import { command, query } from './procedure.ts';

export const smtpSecurity = z.enum(['tls', 'starttls', 'starttls-if-offered', 'none']);
export type SmtpSecurity = z.infer<typeof smtpSecurity>;
export const smtpAuth = z.enum(['auto', 'plain', 'login', 'cram-md5', 'xoauth2', 'none']);
export type SmtpAuth = z.infer<typeof smtpAuth>;
export const profileColour = z.enum(['green', 'blue', 'violet', 'amber', 'red', 'grey']);
export type ProfileColour = z.infer<typeof profileColour>;

export const profileId = z.string().min(1).max(40);
export const senderFields = { fromAddress: line, fromName: line, replyTo: line };

const NO_PORT = 'Enter a port from 1 to 65,535.';
export const profileFields = {
  name: line,
  colour: profileColour,
  host: line,
  port: z.int(NO_PORT).min(1, NO_PORT).max(65_535, NO_PORT),
  security: smtpSecurity,
  auth: smtpAuth,
  user: line,
  envelopeFrom: line,
  helloName: line,
  connections: z.int().min(1).max(20),
  /** 0 sets no limit. */
  perMinute: z.int().min(0).max(100_000),
  connectSeconds: z.int().min(1).max(600),
  greetingSeconds: z.int().min(1).max(600),
  socketSeconds: z.int().min(1).max(600),
  tokenUrl: line,
  clientId: line,
  dkimDomain: line,
  dkimSelector: line,
  pinnedCertificate: z.string().max(20_000),
};

export const captureFields = {
  keepMails: z.int().min(1).max(1_000_000),
  keepDays: z.int().min(1).max(36_500),
  keepMegabytes: z.int().min(1).max(1_000_000),
  offerTls: z.boolean(),
  /** Addresses and domains that captured mail may be released to; an empty list allows all. */
  releaseTo: z.array(line).max(500).readonly(),
};

/** What a secret should do: stay as stored, be replaced, or be forgotten. */
const secretChange = z.discriminatedUnion('change', [
  z.object({ change: z.literal('keep') }),
  z.object({ change: z.literal('set'), secret: z.string().max(20_000) }),
  z.object({ change: z.literal('forget') }),
]);
export type SecretChange = z.infer<typeof secretChange>;

export const profileInput = z.object({
  /** Null for one that was never saved. */
  id: profileId.nullable(),
  ...profileFields,
  secrets: z.object({
    password: secretChange,
    clientSecret: secretChange,
    refreshToken: secretChange,
    dkimKey: secretChange,
  }),
});
export type ProfileInput = z.infer<typeof profileInput>;

const profile = z.object({
  id: profileId,
  ...profileFields,
  /** Which secrets are stored; none is ever shown. */
  stored: z.object({
    password: z.boolean(),
    clientSecret: z.boolean(),
    refreshToken: z.boolean(),
    dkimKey: z.boolean(),
  }),
  /** The TXT record that lets others check the signature, or null without a key. */
  dkimRecord: z.object({ name: z.string(), value: z.string() }).nullable(),
});
export type Profile = z.infer<typeof profile>;

const everything = z.object({
  /** `capture`, or the id of the profile that mails leave through. */
  live: z.string(),
  ...senderFields,
  capture: z.object(captureFields),
  profiles: z.array(profile),
  /** Servers that are stored and not understood: nothing leaves by them, and they can be deleted. */
  unread: z.array(
    z.object({
      name: z.string(),
      id: z.string(),
      /** The fields that are not understood. */
      wrong: z.array(z.string()).readonly(),
      /** Of how it is stored. */
      digest: z.string(),
    }),
  ),
  /** What a new profile starts with. */
  defaults: z.object(profileFields),
  /** What would be wrong with every mail that leaves this computer. */
  warnings: z.array(z.object({ title: z.string(), advice: z.string() })),
});
export type MailSettings = z.infer<typeof everything>;

const preset = z.object({
  id: z.string(),
  label: z.string(),
  /** Other names that people look for, such as the domain of their own address. */
  aliases: z.array(z.string()),
  host: z.string(),
  port: z.number(),
  security: smtpSecurity,
  auth: smtpAuth,
  tokenUrl: z.string(),
  /** What people trip over with this provider, or empty. */
  hint: z.string(),
});
export type MailPreset = z.infer<typeof preset>;

export const mailSettings = {
  'mailSettings.get': query({
    access: 'staff',
    input: z.object({}),
    output: everything,
    reads: ['settings'],
  }),
  'mailSettings.presets': query({
    access: 'staff',
    input: z.object({}),
    output: z.array(preset),
    reads: [],
  }),
  'mailSettings.saveSender': command({
    access: 'superuser',
    ...formOf(senderFields),
    writes: ['settings', 'operations'],
  }),
  /** Takes effect at once: what is too much is removed. */
  'mailSettings.saveCapture': command({
    access: 'superuser',
    ...formOf(captureFields),
    writes: ['settings', 'captured', 'operations'],
  }),
  'mailSettings.saveProfile': command({
    access: 'superuser',
    /** Based on null for one that was never saved. */
    input: profileInput.extend({ basedOn: z.object(profileFields).nullable() }),
    output: formOf(profileFields).output.extend({ id: profileId }),
    writes: ['settings', 'outbox', 'operations'],
  }),
  'mailSettings.deleteProfile': command({
    access: 'superuser',
    input: z.object({ id: profileId, basedOn: z.object(profileFields) }),
    output: saved,
    writes: ['settings', 'operations'],
  }),
  'mailSettings.deleteUnread': command({
    access: 'superuser',
    input: z.object({ digest: z.string().max(64) }),
    output: saved,
    writes: ['settings', 'operations'],
  }),
  /** Makes a signing key for a saved profile; the private half never leaves. */
  'mailSettings.makeDkimKey': command({
    access: 'superuser',
    input: z.object({
      id: profileId,
      domain: line,
      selector: line,
      basedOn: profile.pick({ dkimDomain: true, dkimSelector: true, dkimRecord: true }),
    }),
    output: saved,
    writes: ['settings', 'operations'],
  }),
  /** From here on mail goes this way: `capture` or a profile. */
  'mailSettings.choose': command({
    access: 'superuser',
    input: z.object({
      live: z.string().max(40),
      /** Which way mails went, and the server that was chosen; null for the capture server. */
      basedOn: z.object({ live: z.string(), profile: z.object(profileFields).nullable() }),
    }),
    output: saved,
    writes: ['settings', 'outbox', 'operations'],
  }),
};
