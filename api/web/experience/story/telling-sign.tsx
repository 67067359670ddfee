import type { TellingKind } from "./wording.js";

const SIGNS: Readonly<Record<TellingKind, string>> = {
	taken: "M8 2v7m-3-3 3 3 3-3M2.500 9v3.500h11V9",
	left: "M8 9V2m-3 3 3-3 3 3M2.500 9v3.500h11V9",
	walked: "M2 7h11m-4-4 4 4-4 4",
	found: "m2.500 7.500 3.500 3.500 7.500-8",
	won: "m8 1.500 1.700 3.700 4 .4-3 2.700.9 4L8 10.200l-3.600 2.100.9-4-3-2.700 4-.4Z",
	others:
		"M8 6.500a2.400 2.400 0 1 0 0-4.800 2.400 2.400 0 0 0 0 4.800M3 12.500c.5-2.600 2.300-4 5-4s4.500 1.400 5 4",
};

/** What kind of thing happened, at a glance. */
export function TellingSign({ kind }: { readonly kind: TellingKind }) {
	return (
		<svg width="16" height="14" viewBox="0 0 16 14" aria-hidden="true">
			<path d={SIGNS[kind]} />
		</svg>
	);
}
