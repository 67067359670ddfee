/** Calls `check` whenever the reader may have slept or been offline; returns the stop. */
export type Wake = (check: () => void) => () => void;

/**
 * In a browser: when the page is shown again and when the network is back, since timers and sockets of a
 * sleeping page stand still. Elsewhere nothing sleeps.
 */
export const browserWake: Wake = (check) => {
	if (typeof document === "undefined" || typeof window === "undefined") return () => undefined;
	const whenShown = (): void => {
		if (document.visibilityState === "visible") check();
	};
	document.addEventListener("visibilitychange", whenShown);
	window.addEventListener("online", check);
	return () => {
		document.removeEventListener("visibilitychange", whenShown);
		window.removeEventListener("online", check);
	};
};
