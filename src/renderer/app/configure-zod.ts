import * as z from 'zod';

// Imported before every schema: compiling one would need `new Function`, which the policy forbids.
z.config({ jitless: true });
