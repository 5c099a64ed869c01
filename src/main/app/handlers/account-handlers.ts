import { readAccount } from '../../accounts/account-detail.ts';
import { accountGone, updateAccount } from '../../accounts/edit-account.ts';
import {
  activateAccounts,
  deactivateAccounts,
  deleteAccounts,
} from '../../accounts/manage-accounts.ts';
import { setPassword } from '../../accounts/set-password.ts';
import {
  listChanges,
  listOperations,
  newestOperationOf,
  readOperation,
  tellOperation,
} from '../../operations/operation-log.ts';
import { readClock } from '../../people/sql-people.ts';
import { createAccount } from '../../registrations/create-account.ts';
import { followAddress } from '../../registrations/review-registrations.ts';
import { guardAddress } from '../../registrations/shared-address.ts';
import { guardChosenPassword } from '../../settings/password-rules.ts';
import { putAddressChangedMail } from '../../sign-in/address-mail.ts';
import { endSessions, listSessions } from '../../sign-in/manage-sessions.ts';
import { createPasswordLinks } from '../../sign-in/password-mails.ts';
import { sendReset } from '../../sign-in/send-reset.ts';
import { mailVerdict } from '../../story/mail-verdict.ts';
import { actAsSeen } from '../acts-as-seen.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';
import { undoAct } from '../undo-act.ts';

/** Users and what was done to them. */
export function accountHandlers(services: Services) {
  const { db } = services;
  const { idsOf } = services.selections;
  return {
    'accounts.get': async ({ id }, { person }) => {
      const account = await readAccount(db, { id, person, ...(await readClock(services)) });
      if (!account) throw accountGone();
      const { pause } = services.courier;
      return {
        ...account,
        mailVerdict: await mailVerdict(
          db,
          account,
          // What holds up released mails holds up nobody's own.
          pause?.profile === null ? pause : null,
        ),
      };
    },
    'accounts.create': async ({ password, start, sharesAddress, ...fields }, { person }) => {
      if (password !== '') await guardChosenPassword(db);
      const first = password === '' ? await createPasswordLinks(services) : password;
      return createAccount(services, { fields, password: first, start, sharesAddress, person });
    },
    'accounts.update': (
      { id, revision, tellOldAddress, includeSelf, sharesAddress, ...fields },
      { person },
    ) =>
      updateAccount(services, {
        id,
        revision,
        fields,
        person,
        includeSelf,
        followAddress: async (operation, before) => {
          const isTold = sharesAddress;
          await guardAddress(operation.db, { id, before, isTold });
          await followAddress(services, operation, id);
        },
        tellOldAddress: tellOldAddress
          ? (operation, old) => putAddressChangedMail(services, operation, old)
          : null,
      }),
    'accounts.setPassword': async (input, { person }) => {
      await guardChosenPassword(db);
      return setPassword(services, { ...input, person });
    },
    'accounts.activate': (input, { person }) =>
      activateAccounts(services, { ...input, ids: idsOf(input), person }),
    'accounts.deactivate': (input, { person }) =>
      deactivateAccounts(services, { ...input, ids: idsOf(input), person }),
    'accounts.delete': (input, { person }) =>
      deleteAccounts(services, { ...input, ids: idsOf(input), person }),
    'accounts.sessions': async ({ id }) => ({ sessions: await listSessions(services, id) }),
    'accounts.endSessions': (input, { person }) => endSessions(services, { ...input, person }),
    'accounts.sendReset': (input, { person }) => sendReset(services, { ids: idsOf(input), person }),
    'operations.list': async (input, { person }) => {
      const { total, rows } = await listOperations(db, { ...input, now: services.now() });
      return { total, rows: await Promise.all(rows.map((row) => actAsSeen(db, person, row))) };
    },
    'operations.verify': () => services.audit.verify(),
    'operations.verifyAgain': () => {
      services.audit.forget();
      return {};
    },
    'operations.changes': (input) => listChanges(db, input),
    'operations.get': async ({ id }, { person }) => {
      const { operation, ...changes } = await readOperation(db, id);
      return { operation: await actAsSeen(db, person, operation), ...changes };
    },
    'operations.newestOwn': async (_, { person }) => {
      const since = services.session.since();
      if (since === null) return { operation: null };
      const operation = await newestOperationOf(db, { accountId: person.id, since });
      return { operation: operation && (await actAsSeen(db, person, operation)) };
    },
    'operations.undo': async ({ id, includeSelf = false }, { person }) => {
      const undone = await undoAct(services, { id, includeSelf, person });
      const act = await tellOperation(db, id);
      return { ...undone, act, refused: [...undone.refused] };
    },
  } satisfies Partial<Handlers>;
}
