/** How late timers ring on this machine, whoever sets them: what others keep it busy with is no service's doing. */
export interface MachineDelay {
	/** Seconds of the longest delay that fell into a stretch of time (unix seconds). */
	readonly within: (from: number, to: number) => number;
	readonly stop: () => void;
}

const LOOK_MILLISECONDS = 5;

export function watchMachine(): MachineDelay {
	const delays: { readonly from: number; readonly to: number }[] = [];
	let last = Date.now();
	const timer = setInterval(() => {
		const now = Date.now();
		if (now - last > 2 * LOOK_MILLISECONDS) delays.push({ from: last / 1000, to: now / 1000 });
		last = now;
	}, LOOK_MILLISECONDS);
	return {
		within: (from, to) =>
			Math.max(
				0,
				...delays.filter((one) => one.to >= from && one.from <= to).map((one) => one.to - one.from),
			),
		stop: () => clearInterval(timer),
	};
}
