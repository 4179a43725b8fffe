import { useState, type CSSProperties, type PointerEvent } from 'react';
import './before-after.css';
import './picture-room.css';

export interface BeforeAfterProps {
  /** Link to the picture as it was. */
  readonly before: string;
  /** Link to the cut-out. */
  readonly after: string;
  /** What is on it, in a few words. */
  readonly alt: string;
}

/**
 * The picture as it was and what became of it, with a divider between: left of it is the original. The
 * divider follows the pointer anywhere on the picture; for keys and screen readers it is a range input.
 */
export function BeforeAfter({ before, after, alt }: BeforeAfterProps) {
  const [percent, setPercent] = useState(50);
  const [ratio, setRatio] = useState<number>();
  const [isLoaded, setLoaded] = useState(false);
  const [isBroken, setBroken] = useState(false);

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPercent(Math.round(Math.min(100, Math.max(0, ((event.clientX - left) / width) * 100))));
  };
  const grab = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    follow(event);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
  };

  if (isBroken) return <p className="before-after-broken">The finished picture could not be loaded.</p>;
  return (
    <div className="picture-room">
      <div
        className="before-after"
        data-loaded={isLoaded ? '' : undefined}
        aria-busy={!isLoaded}
        // Until the result is there, all of the picture is the original.
        style={{ '--ratio': ratio, '--split': `${isLoaded ? percent : 100}%` } as CSSProperties}
        onPointerDown={grab}
        onPointerMove={drag}
      >
        <img
          className="before-after-result"
          src={after}
          alt={`${alt}, cut out`}
          draggable={false}
          onLoad={() => setLoaded(true)}
          onError={() => setBroken(true)}
        />
        <img
          className="before-after-original"
          src={before}
          alt={`${alt}, original`}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setRatio(naturalWidth / naturalHeight)
          }
        />
        <span className="before-after-tag" aria-hidden="true" data-shown={percent > 15 ? '' : undefined}>
          Original
        </span>
        <span className="before-after-tag" aria-hidden="true" data-shown={percent < 85 ? '' : undefined}>
          Cut out
        </span>
        <input
          type="range"
          min={0}
          max={100}
          value={percent}
          aria-label="Compare original and cut out"
          aria-valuetext={`${percent} % original`}
          onChange={({ target }) => setPercent(target.valueAsNumber)}
        />
        <span className="before-after-divider" aria-hidden="true" />
      </div>
    </div>
  );
}
