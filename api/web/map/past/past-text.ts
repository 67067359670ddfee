import { agoText, clockText } from "../../shell/time-text.js";
import type { PastView } from "./past-view.js";

/** What is shown, as the slider says it. */
export function valueText({ tick, at, isLoading }: PastView, now: number): string {
	if (tick === undefined) return "Live";
	const when = at === undefined || isLoading ? "" : `, ${clockText(at)}, ${agoText(now - at)}`;
	return `Tick ${tick.toLocaleString("en")}${when}`;
}

/** Ticks that one key moves the slider by; `first` and `last` go to the ends. Others are not the slider's. */
export const SLIDER_KEYS: Readonly<Record<string, number | "first" | "last">> = {
	ArrowLeft: -1,
	ArrowDown: -1,
	ArrowRight: 1,
	ArrowUp: 1,
	PageDown: -10,
	PageUp: 10,
	Home: "first",
	End: "last",
};
