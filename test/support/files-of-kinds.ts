import { deflateRawSync, crc32 } from 'node:zlib';

/** The least that readers take for a file of that kind. */
export const filesOfKinds: Record<string, Buffer> = {
  'application/pdf': Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'),
  'image/png': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  'image/jpeg': Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'),
    Buffer.from([0xff, 0xd9]),
  ]),
  'image/heic': Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'),
  ]),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': zipped([
    [
      '[Content_Types].xml',
      '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ],
    ['word/document.xml', '<document/>'],
  ]),
  'text/plain': Buffer.from('Met at the shelter. Łukasz brings José’s letter.\n'),
};

/** Of kinds that are not kept, some of which a name may say otherwise of. */
export const unfitFiles: Record<string, Buffer> = {
  'a program': Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400)]),
  'an ELF program': Buffer.concat([Buffer.from([0x7f]), Buffer.from('ELF\x02\x01\x01'), Buffer.alloc(60)]),
  'an archive': zipped([['letter.txt', 'words']]),
  'a spreadsheet': zipped([
    [
      '[Content_Types].xml',
      '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    ],
  ]),
  'a picture that moves': Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(40)]),
  'a film': Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42\0\0\0\0mp42isom', 'latin1')]),
  'a drawing with scripts': Buffer.from(
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
  ),
  'letters of another spelling': Buffer.from([0x4c, 0xe9, 0x6f, 0x6e]),
  'bytes that are no words': Buffer.from([0x48, 0x69, 0x00, 0x01]),
  'words cut within a letter': Buffer.from('Łukasz').subarray(0, 1),
};

/** A zip archive of these entries, each packed. */
function zipped(entries: readonly [string, string][]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const [packed, path] = [deflateRawSync(text), Buffer.from(name)];
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(text), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(Buffer.byteLength(text), 8);
    const common = Buffer.concat([
      Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]),
      sizes,
      Buffer.from([path.length, 0, 0, 0]),
    ]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path, packed]);
    const place = Buffer.alloc(4);
    place.writeUInt32LE(offset);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, Buffer.alloc(10), place, path]),
    );
    pieces.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, listed, end]);
}
