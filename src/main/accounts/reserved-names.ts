import { foldLookAlikes } from './look-alikes.ts';
import { usernameKey } from './username.ts';

/** The reserved names of django-registration 3.4, by its groups. */
const RESERVED = new Set(
  [
    // Special hosts.
    'autoconfig autodiscover broadcasthost isatap localdomain localhost wpad',
    // Hosts named after a protocol.
    'ftp imap mail news pop pop3 smtp usenet uucp webmail www',
    // Addresses that certificate authorities trust.
    'admin administrator hostmaster info is it mis postmaster root ssladmin ssladministrator',
    'sslwebmaster sysadmin webmaster',
    // RFC 2142.
    'abuse marketing noc sales security support',
    'mailer-daemon nobody noreply no-reply',
    'clientaccesspolicy.xml crossdomain.xml favicon.ico humans.txt keybase.txt robots.txt',
    '.htaccess .htpasswd',
    // What sites call their own pages.
    'account accounts auth authorize blog buy cart clients contact contactus contact-us copyright',
    'dashboard doc docs download downloads enquiry faq help inquiry license login logout me',
    'myaccount oauth pay payment payments plans portfolio preferences pricing privacy profile',
    'register secure settings signin signup ssl status store subscribe terms tos user users weblog',
    'work xrpc',
  ].flatMap((names) => names.split(' ')),
);

/**
 * Whether nobody may sign up under this name, because it passes for the site itself. Stricter than
 * django-registration, which compares exactly: letter case, invisible characters and look-alikes
 * make no difference.
 * @param username At most 150 characters, as checkUsername gives it.
 */
export function isReservedUsername(username: string): boolean {
  const key = usernameKey(foldLookAlikes(username.normalize('NFKC')));
  return RESERVED.has(key) || key.startsWith('.well-known');
}
