import { useCallback, useEffect, useRef, useState } from 'react';
import { closePicture, openPicture, type PictureFile } from './picture-file.ts';

/** The picture that is shown; what it holds is given back when another one comes. */
export function usePicture() {
  const [picture, setPicture] = useState<PictureFile>();
  const shown = useRef<PictureFile>(undefined);
  const show = useCallback((file: File | undefined) => {
    closePicture(shown.current);
    shown.current = file && openPicture(file);
    setPicture(shown.current);
  }, []);
  useEffect(() => () => closePicture(shown.current), []);
  return [picture, show] as const;
}
