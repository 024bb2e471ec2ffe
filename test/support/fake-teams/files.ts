/** A file somebody has put where Teams keeps files. */
export interface FakeFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Files of the tenant, by where they are fetched from or put. */
export function fakeFiles(sharePointHost: string, serviceUrl: string) {
  const downloads = new Map<string, FakeFile>();
  const images = new Map<string, FakeFile>();
  /** Where a consent allows the app to write, and what the file is called there. */
  const sessions = new Map<string, { readonly name: string; readonly contentUrl: string }>();
  const uploaded = new Map<string, UploadedFile>();
  let made = 0;
  return {
    downloads,
    images,
    sessions,
    /** What the app wrote, by the address the consent gave for it. */
    uploaded,
    /** For a file in a message: its address holds its own leave to be read. */
    share(file: FakeFile) {
      const uniqueId = `file-${++made}`;
      const downloadUrl = `https://${sharePointHost}/download/${uniqueId}?tempauth=fake-${made}`;
      downloads.set(downloadUrl, file);
      const contentUrl = `https://${sharePointHost}/personal/invented/Documents/${encodeURIComponent(file.name)}`;
      return { uniqueId, downloadUrl, contentUrl };
    },
    /** For a picture in the text: read from the connector, with the app's own token. */
    paste(file: FakeFile): string {
      const id = `image-${++made}`;
      images.set(id, file);
      return `${serviceUrl}v3/attachments/${id}/views/original`;
    },
    allowUpload(name: string) {
      const uniqueId = `upload-${++made}`;
      const uploadUrl = `https://${sharePointHost}/upload/${uniqueId}`;
      const contentUrl = `https://${sharePointHost}/personal/invented/Documents/${uniqueId}/${encodeURIComponent(name)}`;
      sessions.set(uploadUrl, { name, contentUrl });
      return { contentUrl, name, uploadUrl, uniqueId, fileType: name.split('.').at(-1) ?? '' };
    },
  };
}

export type FakeFiles = ReturnType<typeof fakeFiles>;
