import { useReducedMotion } from "@mantine/hooks";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { systemClock } from "../../../client/clock.js";
import { createPlayback, type Frame, type Playback } from "./playback.js";

export interface Playing extends Playback {
	readonly now: Frame;
}

/** Plays so many lines while the page is looked at; all at once where they have been read or motion is not wanted. */
export function usePlayback(lines: number, isRead: boolean): Playing {
	const isCalm = useReducedMotion(false, { getInitialValueInEffect: false });
	// Being read is how it begins: that it becomes so while it is played changes nothing.
	const playback = useMemo(
		() => createPlayback({ lines, isWhole: isRead || isCalm, clock: systemClock }),
		[lines, isCalm],
	);
	useEffect(() => {
		let stop = (): void => undefined;
		const follow = (): void => {
			stop();
			stop = document.hidden ? () => undefined : playback.start();
		};
		follow();
		document.addEventListener("visibilitychange", follow);
		return () => {
			document.removeEventListener("visibilitychange", follow);
			stop();
		};
	}, [playback]);
	return { ...playback, now: useSyncExternalStore(playback.subscribe, playback.frame) };
}
