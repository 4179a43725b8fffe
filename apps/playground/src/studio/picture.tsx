import { useState, type CSSProperties } from 'react';
import '../components/picture-room.css';
import './picture.css';

export interface PictureProps {
  readonly url: string;
  readonly alt: string;
  /** Whether it is being worked on. */
  readonly isBusy: boolean;
}

/** The picture before there is a result, in the very place that the result will have. */
export function Picture({ url, alt, isBusy }: PictureProps) {
  const [ratio, setRatio] = useState<number>();
  return (
    <div className="picture-room">
      <div
        className="picture"
        data-ready={ratio ? '' : undefined}
        data-busy={isBusy ? '' : undefined}
        style={{ '--ratio': ratio } as CSSProperties}
      >
        <img
          src={url}
          alt={alt}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setRatio(naturalWidth / naturalHeight)
          }
        />
      </div>
    </div>
  );
}
