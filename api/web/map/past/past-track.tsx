import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import type { Moment } from "./past-answers.js";
import type { TickRange } from "./past-pages.js";
import { SLIDER_KEYS } from "./past-text.js";
import classes from "./past.module.css";

/** More marks than this run into each other. */
const MOST_MARKS = 40;

export interface PastTrackProps {
	readonly range: TickRange;
	/** The shown tick; undefined for live, which is the slider's end. */
	readonly tick: number | undefined;
	readonly archived: readonly Moment[];
	readonly text: string;
	readonly onGo: (tick: number) => void;
	/** Beyond the newest tick. */
	readonly onLive: () => void;
}

/** Every so manieth of what lies in the range. */
function marksIn(archived: readonly Moment[], { oldest, newest }: TickRange): readonly number[] {
	const within = archived.map(({ tick }) => tick).filter((tick) => tick >= oldest && tick <= newest);
	const every = Math.ceil(within.length / MOST_MARKS);
	return within.filter((_, index) => index % every === 0);
}

/** The slider over the ticks that are held. */
export function PastTrack({ range, tick, archived, text, onGo, onLive }: PastTrackProps) {
	const rail = useRef<HTMLDivElement>(null);
	const { oldest, newest } = range;
	const value = Math.min(newest, Math.max(oldest, tick ?? newest));
	const share = (at: number): string => `${(100 * (at - oldest)) / Math.max(1, newest - oldest)}%`;

	function goToPointer({ clientX }: PointerEvent): void {
		const { left, width } = rail.current!.getBoundingClientRect();
		const wanted = oldest + ((clientX - left) / width) * (newest - oldest);
		if (Math.round(wanted) >= newest) onLive();
		else onGo(Math.round(wanted));
	}

	function onKeyDown(event: KeyboardEvent): void {
		const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : SLIDER_KEYS[event.key];
		if (step === undefined) return;
		event.preventDefault();
		const wanted = step === "first" ? oldest : step === "last" ? newest : value + step;
		// From the newest tick on there is nothing but now.
		if (wanted > newest || (step === "last" && tick === undefined)) onLive();
		else onGo(wanted);
	}

	return (
		<div
			ref={rail}
			className={classes.rail}
			onPointerDown={(event) => {
				event.currentTarget.setPointerCapture(event.pointerId);
				goToPointer(event);
			}}
			onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && goToPointer(event)}
		>
			<div className={classes.line}>
				<div className={classes.gone} style={{ width: share(value) }} />
				{marksIn(archived, range).map((mark) => (
					<span key={mark} className={classes.mark} style={{ left: share(mark) }} />
				))}
			</div>
			<div
				className={classes.thumb}
				style={{ left: share(value) }}
				role="slider"
				tabIndex={0}
				aria-label="Time"
				aria-valuemin={oldest}
				aria-valuemax={newest}
				aria-valuenow={value}
				aria-valuetext={text}
				onKeyDown={onKeyDown}
			/>
		</div>
	);
}
