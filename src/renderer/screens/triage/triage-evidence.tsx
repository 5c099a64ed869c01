import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { Evidence } from '../../../shared/contract/evidence.ts';
import { counted } from '../../app/counted.ts';
import { useOfProject } from '../../app/use-of-project.ts';
import { Facts, type Fact } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SignalBadges } from '../pending/signal-badges.tsx';
import styles from './triage.module.css';

interface TriageEvidenceProps {
  readonly person: AccountDetail;
  readonly evidence: Evidence;
  /** The address that was probably meant stands above already. */
  readonly isMeantTold: boolean;
}

/** What speaks for and against; it informs, and the person decides. */
export function TriageEvidence({ person, evidence, isMeantTold }: TriageEvidenceProps) {
  const ofProject = useOfProject();
  const { signals, network, duplicates, lookAlikes, rejections, meant } = evidence;
  const facts: readonly (Fact | false)[] = [
    // Who signs up at this machine comes from no network, and was not made by hand either.
    evidence.address === '' && person.signUp === null
      ? { label: 'Came from', value: ofProject ? 'Not known to Gatehouse' : 'Made by hand' }
      : evidence.address !== '' && { label: 'Came from', value: evidence.address, mono: true },
    network !== null && {
      label: 'Network',
      value:
        network.count === 1
          ? `${network.name}: nobody else within an hour`
          : `${network.name}: ${counted(network.count, 'sign-up')} within an hour`,
    },
    person.signUp?.invitation != null && {
      label: 'Invitation',
      value: <ForeignText>{person.signUp.invitation}</ForeignText>,
    },
    meant !== null &&
      !isMeantTold && { label: 'Probably meant', value: <ForeignText>{meant}</ForeignText> },
    duplicates.length > 0 && { label: 'Same address', value: <Others accounts={duplicates} /> },
    lookAlikes.length > 0 && { label: 'Looks like', value: <Others accounts={lookAlikes} /> },
    rejections.length > 0 && {
      label: 'Rejected before',
      value: rejections.slice(0, 3).map(({ at, reason, username, note }) => (
        <p key={at}>
          <RelativeTime at={at} />, {REASONS[reason]}:{' '}
          <ForeignText>{note === '' ? username : note}</ForeignText>
        </p>
      )),
    },
  ];
  return (
    <section className={styles['evidence']} aria-label="Evidence">
      <h3 className={styles['heading']}>Evidence</h3>
      {signals.length === 0 ? (
        <p className={styles['calm']}>Nothing unusual.</p>
      ) : (
        <SignalBadges signals={signals} />
      )}
      <Facts items={facts.filter((fact) => fact !== false)} />
    </section>
  );
}

const REASONS: Readonly<Record<Evidence['rejections'][number]['reason'], string>> = {
  spam: 'spam',
  duplicate: 'duplicate',
  'not-eligible': 'not eligible',
  other: 'another reason',
};

function Others({ accounts }: { readonly accounts: Evidence['duplicates'] }) {
  return accounts.map(({ id, username, email }, index) => (
    <span key={id}>
      {index > 0 && ', '}
      <a href={`#/users?id=${id}`}>
        <ForeignText>{username}</ForeignText>
      </a>{' '}
      <ForeignText className={styles['quiet']}>{email}</ForeignText>
    </span>
  ));
}
