import type { HealthSign } from '../../shared/contract/dashboard.ts';
import { isLoopbackDomain } from '../../shared/loopback-domain.ts';
import type { WriteTrouble } from '../db/write-trouble.ts';
import type { LinkWarning } from '../site/links.ts';

/** What is known of the parts of the house. */
export interface HealthFacts {
  readonly databaseBytes: number;
  /** Why nothing may be written, or null. */
  readonly readOnly: string | null;
  /** Settings that are stored and not understood, in words. */
  readonly misunderstood: readonly string[];
  /** What kept the last write from the disk, or null. */
  readonly writeTrouble: WriteTrouble | null;
  /** Where mails leave through: null keeps them here. */
  readonly liveProfile: { readonly name: string; readonly where: string } | null;
  /** The live profile is one that was deleted. */
  readonly profileIsGone: boolean;
  readonly pause: { readonly title: string; readonly advice: string } | null;
  readonly waitingMails: number;
  readonly heldMails: number;
  readonly link: string;
  readonly linkWarnings: readonly LinkWarning[];
  /** What is wrong with whom mails are from, or null. */
  readonly senderWarning: LinkWarning | null;
  /** Address of the capture server, or null while it does not run. */
  readonly captureServer: string | null;
}

/** Judges each part of the house, in words, with the way to what mends it. */
export function judgeHealth(facts: HealthFacts): HealthSign[] {
  return [databaseSign(facts), mailSign(facts), linksSign(facts), captureSign(facts)];
}

function databaseSign({
  readOnly,
  databaseBytes,
  writeTrouble,
  misunderstood,
}: HealthFacts): HealthSign {
  if (writeTrouble !== null) {
    return {
      id: 'database',
      tone: 'danger',
      title: 'Database: can’t be written',
      detail: `${writeTrouble.title} The last change that was tried is lost; what was there stays.`,
      at: writeTrouble.at.toISOString(),
      act: { label: 'Look at the database', link: { screen: 'settings', section: 'database' } },
    };
  }
  if (readOnly === null && misunderstood.length > 0) {
    return {
      id: 'database',
      tone: 'warn',
      title: 'Settings: not all are understood',
      detail: `As if never saved: ${misunderstood.join(', ')}. Look at them and save them again.`,
      act: { label: 'Settings', link: { screen: 'settings', section: 'site' } },
    };
  }
  const megabytes = Math.max(1, Math.round(databaseBytes / 1_000_000)).toLocaleString('en');
  return {
    id: 'database',
    tone: readOnly === null ? 'ok' : 'warn',
    title: readOnly === null ? 'Database: can be written' : 'Database: read-only',
    detail: readOnly ?? `${megabytes} MB; every change is on the disk before it is shown.`,
    act: { label: 'Look at Audit', link: { screen: 'activity' } },
  };
}

function mailSign(facts: HealthFacts): HealthSign {
  const { pause, liveProfile, profileIsGone, waitingMails, heldMails, senderWarning } = facts;
  const base = { id: 'mail' } as const;
  const settings = {
    label: 'Mail settings',
    link: { screen: 'settings', section: 'mail' },
  } as const;
  if (profileIsGone) {
    return {
      ...base,
      tone: 'danger',
      title: 'Mail: its server is gone',
      detail: 'The profile that was live has been deleted. Mails wait.',
      act: settings,
    };
  }
  if (pause !== null) {
    return {
      ...base,
      tone: 'danger',
      title: `Mail stands still: ${pause.title}`,
      detail: pause.advice,
      act: settings,
    };
  }
  const waits = waitingMails === 0 ? [] : [`${waitingMails.toLocaleString('en')} wait to leave`];
  const held = heldMails === 0 ? [] : [`${heldMails.toLocaleString('en')} held back`];
  const waiting = [...waits, ...held].join(', ') || 'Nothing waits';
  if (liveProfile === null) {
    return {
      ...base,
      tone: 'waiting',
      title: 'Mail: kept here',
      detail: `No mail leaves this machine. ${waiting}.`,
      act: { label: 'Choose a mail server', link: settings.link },
    };
  }
  if (senderWarning !== null) {
    return {
      ...base,
      tone: 'warn',
      title: senderWarning.title,
      detail: senderWarning.advice,
      act: settings,
    };
  }
  return {
    ...base,
    tone: 'ok',
    title: `Mail: leaves through ${liveProfile.name}`,
    detail: `${liveProfile.where}. ${waiting}.`,
    act: { label: 'Outbox', link: { screen: 'outbox', view: null } },
  };
}

/** Only the site on this computer is known to be there: nobody else's is asked without a person. */
function linksSign({ linkWarnings: [warning], link }: HealthFacts): HealthSign {
  const toSite = { screen: 'settings', section: 'site' } as const;
  if (warning) {
    return {
      id: 'links',
      tone: 'warn',
      title: warning.title,
      detail: warning.advice,
      act: { label: 'Set the domain', link: toSite },
    };
  }
  const isHere = isLoopbackDomain(new URL(link).host);
  return {
    id: 'links',
    tone: isHere ? 'ok' : 'neutral',
    title: isHere ? 'Links: lead to the site here' : 'Links: not checked',
    detail: isHere ? link : `They would be ${link}. Whether the site answers there is not known.`,
    act: { label: isHere ? 'Site settings' : 'Check the site', link: toSite },
  };
}

function captureSign({ captureServer, writeTrouble }: HealthFacts): HealthSign {
  if (captureServer !== null && writeTrouble !== null) {
    return {
      id: 'capture',
      tone: 'warn',
      title: 'Capture server: listens, and may not be able to store',
      detail: `${writeTrouble.title} Whoever sends is told to try again later.`,
      act: { label: 'Captured mail', link: { screen: 'captured' } },
    };
  }
  return {
    id: 'capture',
    tone: captureServer === null ? 'warn' : 'ok',
    title: captureServer === null ? 'Capture server: not running' : 'Capture server: listens',
    // It takes another port where its own is taken: only a database that can't be written keeps it away.
    detail: captureServer ?? 'No mail is caught while the database can only be read.',
    act: { label: 'Captured mail', link: { screen: 'captured' } },
  };
}
