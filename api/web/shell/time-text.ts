/** How long ago something was, in few words. Seconds. */
export function agoText(seconds: number): string {
	if (seconds < 1.5) return "now";
	if (seconds < 90) return `${Math.round(seconds)} s ago`;
	if (seconds < 5_400) return `${Math.round(seconds / 60)} min ago`;
	if (seconds < 129_600) return `${Math.round(seconds / 3_600)} h ago`;
	return `${Math.round(seconds / 86_400)} days ago`;
}

/** Made once: a formatter takes some milliseconds to make, and lists are full of times. */
const clock = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Time of day of unix seconds, in the reader's own way of writing it. */
export function clockText(unixSeconds: number): string {
	return clock.format(unixSeconds * 1000);
}
