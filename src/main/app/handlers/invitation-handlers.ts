import { atConsole } from '../../operations/actor.ts';
import {
  createInvitation,
  listInvitations,
  revokeInvitations,
} from '../../registrations/invitations.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** The links by which people may register while registration is by invitation. */
export function invitationHandlers(services: Services) {
  return {
    'invitations.list': () => listInvitations(services),
    'invitations.create': (input, { person }) =>
      createInvitation(services, { ...input, actor: atConsole(person) }),
    'invitations.revoke': ({ ids }, { person }) =>
      revokeInvitations(services, { ids, actor: atConsole(person) }),
  } satisfies Partial<Handlers>;
}
