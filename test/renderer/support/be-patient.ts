import { configure } from '@testing-library/react';

// A busy machine may take longer than the usual second; who waits for what comes loses nothing by it.
configure({ asyncUtilTimeout: 8_000 });
