import { ActionIcon, Button, Loader, SegmentedControl, VisuallyHidden } from "@mantine/core";
import { CloseIcon, PastIcon, PauseIcon, PlayIcon } from "../../shell/icons.js";
import { agoText, clockText } from "../../shell/time-text.js";
import { useSeconds } from "../../shell/use-seconds.js";
import { valueText } from "./past-text.js";
import { PastTrack } from "./past-track.js";
import classes from "./past.module.css";
import type { Past, PastView, Speed } from "./past-view.js";
import { useState } from "react";

const SPEEDS: readonly Speed[] = [1, 4, 16];

export interface PastBarProps {
	readonly past: Past;
	readonly view: PastView;
}

/** What is shown, in words: when it was, or that it is now. */
function When({ view, seconds }: { readonly view: PastView; readonly seconds: number }) {
	const { tick, at, isLoading } = view;
	if (tick === undefined) {
		return (
			<p className={classes.when}>
				<span className={classes.now} aria-hidden="true" />
				<b>Live</b>
				<span>drag back to see what was</span>
			</p>
		);
	}
	return (
		<p className={classes.when}>
			<PastIcon />
			<b>{at === undefined ? "The past" : clockText(at)}</b>
			<span>
				{at !== undefined && `${agoText(seconds - at)} · `}tick {tick.toLocaleString("en")}
			</span>
			{isLoading && <Loader size={14} color="var(--es-past)" aria-label="Fetching" />}
		</p>
	);
}

function Playing({ past, view }: PastBarProps) {
	const [chosen, setChosen] = useState<Speed>(1);
	const isPlaying = view.speed > 0;
	return (
		<>
			<ActionIcon
				variant="default"
				size={34}
				aria-label={isPlaying ? "Pause" : "Play"}
				onClick={() => past.play(isPlaying ? 0 : chosen)}
			>
				{isPlaying ? <PauseIcon /> : <PlayIcon />}
			</ActionIcon>
			<SegmentedControl
				size="xs"
				aria-label="Speed"
				data={SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }))}
				value={String(chosen)}
				onChange={(value) => {
					const speed = SPEEDS.find((one) => String(one) === value) ?? 1;
					setChosen(speed);
					if (isPlaying) past.play(speed);
				}}
			/>
		</>
	);
}

/** The bar at the map's foot by which its reader goes back in time, and returns. */
export function PastBar({ past, view }: PastBarProps) {
	const seconds = useSeconds();
	const { isOpen, range, tick, note } = view;
	if (!isOpen) {
		return (
			<button type="button" className={classes.closed} aria-expanded={false} onClick={past.open}>
				<span className={classes.now} aria-hidden="true" />
				Live
				<PastIcon />
				<VisuallyHidden>. Look back in time.</VisuallyHidden>
			</button>
		);
	}
	const isPast = tick !== undefined;
	return (
		<section className={classes.bar} data-past={isPast || undefined} aria-label="Time">
			<div className={classes.row}>
				<When view={view} seconds={seconds} />
				{isPast && (
					<div className={classes.tools}>
						<Playing past={past} view={view} />
						<Button size="xs" h={34} className={classes.back} onClick={past.backToLive}>
							Back to live
						</Button>
					</div>
				)}
				<ActionIcon
					variant="subtle"
					color="gray"
					size={34}
					aria-label="Close the time bar"
					onClick={past.close}
				>
					<CloseIcon />
				</ActionIcon>
			</div>
			{range ? (
				<>
					<PastTrack
						range={range}
						tick={tick}
						archived={view.archived}
						text={valueText(view, seconds)}
						onGo={past.goTo}
						onLive={past.backToLive}
					/>
					<div className={classes.ends} aria-hidden="true">
						<span>{view.oldestAt === undefined ? "earliest kept" : clockText(view.oldestAt)}</span>
						<span>now</span>
					</div>
				</>
			) : (
				!note && <p className={classes.note}>Nothing of this world's past is kept yet.</p>
			)}
			<p className={classes.note} role="status">
				{note}
			</p>
		</section>
	);
}
