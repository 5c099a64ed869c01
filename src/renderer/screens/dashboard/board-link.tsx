import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { BoardLink } from '../../../shared/contract/dashboard.ts';
import styles from './dashboard.module.css';

type Place = Pick<LinkProps, 'to' | 'search' | 'params'>;

/** The address of what a number counts. */
export function placeOf(link: BoardLink): Place {
  switch (link.screen) {
    case 'pending':
    case 'users':
      return { to: `/${link.screen}`, search: { q: link.query } };
    case 'outbox':
      return {
        to: '/mail/outbox',
        search: { ...(link.view && { view: link.view }), ...(link.search && { q: link.search }) },
      };
    case 'captured':
      return { to: '/mail/captured', search: {} };
    case 'trash':
      return { to: '/trash', search: { q: link.query } };
    case 'activity':
      return { to: '/activity', search: link.query === undefined ? {} : { q: link.query } };
    case 'settings':
      return { to: '/settings/$section', params: { section: link.section } };
  }
}

interface BoardLinkToProps {
  readonly link: BoardLink;
  /** What a screen reader says instead of the bare number. */
  readonly label?: string | undefined;
  readonly children: ReactNode;
}

/** A number or a word that leads to its list. */
export function BoardLinkTo({ link, label, children }: BoardLinkToProps) {
  return (
    <Link {...placeOf(link)} className={styles['link'] ?? ''} aria-label={label}>
      {children}
    </Link>
  );
}
