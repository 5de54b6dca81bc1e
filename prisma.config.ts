import { defineConfig } from 'prisma/config';

// For Prisma's own commands (`prisma generate`, `prisma migrate deploy`); the application reads DATABASE_URL itself.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
