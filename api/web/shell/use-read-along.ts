import { type RefObject, type UIEvent, useEffect, useRef } from "react";

/** Pixels from the end within which a reader counts as reading along. */
const AT_END = 48;

export interface ReadAlong<Shown extends HTMLElement> {
	readonly ref: RefObject<Shown | null>;
	readonly onScroll: (event: UIEvent<Shown>) => void;
}

/** Keeps the end of a list in view for who reads along; who has scrolled up is left where they are. */
export function useReadAlong<Shown extends HTMLElement>(shown: readonly unknown[]): ReadAlong<Shown> {
	const ref = useRef<Shown>(null);
	const readsAlong = useRef(true);
	useEffect(() => {
		// With the next picture, for all news until then at once: where the end is must be laid out to be known.
		const frame = requestAnimationFrame(() => {
			if (ref.current && readsAlong.current) ref.current.scrollTop = ref.current.scrollHeight;
		});
		return () => cancelAnimationFrame(frame);
	}, shown);
	return {
		ref,
		onScroll({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) {
			readsAlong.current = scrollHeight - scrollTop - clientHeight < AT_END;
		},
	};
}
