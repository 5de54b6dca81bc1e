import { z } from 'zod';

/** Where objects are put, and as whom. */
export type S3Settings = {
  endpoint: string;
  region: string;
  bucket: string;
  /** What names begin with; may be empty. */
  prefix: string;
  accessKey: string;
  secretKey: string;
};

const places = ['postgresql', 's3'] as const;

/** Where sealed parts of files go; objects that are there already are read wherever new ones go. */
export type FileStoreSettings = { into: (typeof places)[number]; s3: S3Settings | null };

const needed = ['ENDPOINT', 'REGION', 'BUCKET', 'ACCESS_KEY', 'SECRET_KEY'] as const;
const nameOf = (setting: (typeof needed)[number]) => `THROUGHLINE_S3_${setting}` as const;

const shape = {
  THROUGHLINE_FILE_STORE: z.enum(places, { error: 'is neither postgresql nor s3' }).default('postgresql'),
  THROUGHLINE_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'is no such address, for example https://s3.example' })
    .optional(),
  THROUGHLINE_S3_REGION: z.string().optional(),
  THROUGHLINE_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'is no name of a bucket' })
    .optional(),
  THROUGHLINE_S3_PREFIX: z
    .string()
    .regex(/^[\w.-]+(?:\/[\w.-]+)*$/, { error: 'is no beginning of names, for example throughline/files' })
    .optional(),
  THROUGHLINE_S3_ACCESS_KEY: z.string().optional(),
  THROUGHLINE_S3_SECRET_KEY: z.string().optional(),
};
type Read = z.infer<z.ZodObject<typeof shape>>;

/** What all processes that handle files take from their environment. */
export const fileStoreShape = shape;

/** Half a configuration would be found out by the first file. */
export function wholeFileStore(read: Read, context: z.RefinementCtx): void {
  const isMissing = (setting: (typeof needed)[number]) => read[nameOf(setting)] === undefined;
  const prefixed = read.THROUGHLINE_S3_PREFIX !== undefined;
  if (read.THROUGHLINE_FILE_STORE === 'postgresql' && !prefixed && needed.every(isMissing)) return;
  for (const setting of needed.filter(isMissing))
    context.addIssue({
      code: 'custom',
      path: [nameOf(setting)],
      message: `is not set: files go to S3 by ${needed.map(nameOf).join(', ')}, which are set all or none`,
    });
}

export function fileStoreOf(read: Read): FileStoreSettings {
  const [endpoint, region, bucket, accessKey, secretKey] = needed.map((setting) => read[nameOf(setting)]);
  const s3 =
    endpoint && region && bucket && accessKey && secretKey
      ? {
          ...{ endpoint: endpoint.replace(/\/+$/, ''), region, bucket, accessKey, secretKey },
          prefix: read.THROUGHLINE_S3_PREFIX ?? '',
        }
      : null;
  return { into: read.THROUGHLINE_FILE_STORE, s3 };
}
