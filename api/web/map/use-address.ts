import { useCallback, useState } from "react";

/** What of the map stands in the page's address, so that it can be passed on. */
export interface MapAddress {
	readonly world: string | undefined;
	/** Id of the selected member. */
	readonly member: string | undefined;
}

/** What an address's query says. */
export function readAddress(query: string): MapAddress {
	const params = new URLSearchParams(query);
	return { world: params.get("world") ?? undefined, member: params.get("member") ?? undefined };
}

/** The query that says this. */
export function writeAddress({ world, member }: MapAddress): string {
	const params = new URLSearchParams();
	if (world !== undefined) params.set("world", world);
	if (member !== undefined) params.set("member", member);
	const text = params.toString();
	return text === "" ? "" : `?${text}`;
}

/** The address and a way to change it; the reader's history is not filled with every click. */
export function useAddress(): readonly [MapAddress, (change: Partial<MapAddress>) => void] {
	const [address, setAddress] = useState(() => readAddress(location.search));
	const change = useCallback((part: Partial<MapAddress>) => {
		const next = { ...readAddress(location.search), ...part };
		history.replaceState(null, "", `${location.pathname}${writeAddress(next)}`);
		setAddress(next);
	}, []);
	return [address, change];
}
