/** A picture that somebody has chosen. */
export interface PictureFile {
  readonly file: File;
  /** For `<img>`; to be revoked when the picture is replaced. */
  readonly url: string;
}

export const openPicture = (file: File): PictureFile => ({ file, url: URL.createObjectURL(file) });

export const closePicture = (picture: PictureFile | undefined): void => {
  if (picture) URL.revokeObjectURL(picture.url);
};

/**
 * The picture that comes with the Studio.
 *
 * @throws when the Studio's own server does not answer.
 */
export async function fetchSample(): Promise<File> {
  const response = await fetch('/sample.jpg');
  if (!response.ok) throw new Error(`The sample was answered with ${response.status}.`);
  return new File([await response.blob()], 'sample.jpg', { type: 'image/jpeg' });
}

/** `vase.jpg` becomes `vase-cut-out.png`. */
export const resultName = (name: string): string =>
  `${name.replace(/\.[^.]*$/, '') || 'picture'}-cut-out.png`;

/**
 * Puts a result among the person's downloads. It is fetched first, because a browser would open a link to
 * another origin instead of saving it.
 *
 * @throws when the result cannot be fetched.
 */
export async function savePicture(resultUrl: string, name: string): Promise<void> {
  const response = await fetch(resultUrl);
  if (!response.ok) throw new Error(`The result was answered with ${response.status}.`);
  const url = URL.createObjectURL(await response.blob());
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
