import { type RawBuilder, sql } from 'kysely';

/**
 * Why a mail would only mislead, by what has become of its account since, also by Django's own
 * hand; null while it is right. A mail whose values are not kept can't be judged by its link.
 */
export const OVERTAKEN = sql<string | null>`CASE
  WHEN account_id IS NULL
    OR kind NOT IN ('activation', 'password_reset', 'activated', 'admin_approve_complete') THEN NULL
  WHEN NOT EXISTS (SELECT 1 FROM auth_user WHERE id = gatehouse_outbox.account_id)
    THEN 'The account is gone.'
  WHEN kind = 'activation' AND EXISTS
    (SELECT 1 FROM auth_user WHERE id = gatehouse_outbox.account_id AND is_active = 1)
    THEN 'The account is active already.'
  WHEN kind = 'activation' AND EXISTS
    (SELECT 1 FROM registration_registrationprofile AS profile
      WHERE profile.user_id = gatehouse_outbox.account_id
        AND profile.activation_key != variables ->> 'activation_key')
    THEN 'The link inside has ended: there is a newer one.'
  WHEN kind != 'activation' AND EXISTS
    (SELECT 1 FROM auth_user WHERE id = gatehouse_outbox.account_id AND is_active = 0)
    THEN 'The account is not active any more.'
END`;

/** Whether the newest thing that somebody did with a mail was to dismiss it. */
export const IS_DISMISSED: RawBuilder<boolean> = sql<boolean>`(SELECT act FROM gatehouse_outbox_act
  WHERE mail_id = gatehouse_outbox.id ORDER BY id DESC LIMIT 1) IS 'dismissed'`;

/** Ends that ask for somebody. */
export const FAILED_STATES = ['failed', 'uncertain', 'expired'] as const;

/** Whether the doctor sent a mail itself, as the operation tells that it comes from. */
export const IS_DOCTORS: RawBuilder<boolean> = sql<boolean>`kind = 'test' AND EXISTS (SELECT 1 FROM gatehouse_operation
  WHERE id = gatehouse_outbox.operation_id AND kind = 'settings.test')`;

/**
 * Whether a mail did not arrive and still matters: it is none of the doctor's, who has told of it,
 * nobody has dismissed it, its person is still there, and no newer link or act has taken its place.
 */
export const NEEDS_SOMEBODY: RawBuilder<boolean> = sql<boolean>`(state IN (${sql.join(FAILED_STATES)})
  AND NOT (${IS_DOCTORS}) AND envelope_to != '' AND NOT (${IS_DISMISSED}) AND ${OVERTAKEN} IS NULL)`;
