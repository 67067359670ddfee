import { Button } from "@mantine/core";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { GameView, ParticipantView, Viewer } from "../../../src/encounters/engine/view.js";
import { waitsForDm } from "../../../src/encounters/keeping/may-wait.js";
import { type Aim, targetsOf, WALK } from "../board/aim.js";
import { isActedForBy } from "../words/people.js";
import { reactionsOf } from "./choices.js";
import classes from "./turn.module.css";

export interface OutOfTurnProps {
	readonly view: GameView;
	readonly viewer: Viewer | undefined;
	readonly aim: Aim;
	readonly onAim: (aim: Aim) => void;
	readonly onGive: (body: RoomCommand) => void;
}

function Readied({
	one,
	view,
	aim,
	onAim,
	onGive,
}: { readonly one: ParticipantView } & Omit<OutOfTurnProps, "viewer">) {
	const { entityId, name, readied } = one;
	const isStepping = aim.kind === "step" && aim.entityId === entityId;
	const blows = reactionsOf(one).flatMap((choice) =>
		targetsOf(view, one, choice).map((target) => ({ choice, target })),
	);
	return (
		<section className={classes.later} aria-label={`${name} waits`}>
			<div className={classes.top}>
				<p className={classes.waits}>
					<b>{name} waits:</b> {readied}
					{blows.length === 0 && <span> · Nobody is in reach yet.</span>}
				</p>
				<span className={classes.ends}>
					{blows.map(({ choice, target }) => (
						<Button
							key={`${choice.id} ${target.entityId}`}
							size="xs"
							onClick={() =>
								onGive({ type: "react", action: { ...choice.action, entityId, target: target.entityId } })
							}
						>
							Now: {choice.name} on {target.name}
						</Button>
					))}
					<Button
						size="xs"
						variant={isStepping ? "filled" : "default"}
						aria-pressed={isStepping}
						onClick={() => onAim(isStepping ? WALK : { kind: "step", entityId })}
					>
						{isStepping ? "Choose a cell" : "Now: move"}
					</Button>
				</span>
			</div>
		</section>
	);
}

/** What can be done on the turns of others: react as was made ready, and come back from waiting. */
export function OutOfTurn({ viewer, ...rest }: OutOfTurnProps) {
	const { view, onGive } = rest;
	if (view.status !== "active" && !(waitsForDm(view) && viewer?.kind === "player")) return null;
	const current = view.initiativeOrder[view.currentTurnIndex]?.entityIds ?? [];
	const own = Object.values(view.participants).filter(
		(one) => isActedForBy(viewer, one) && one.life === "up" && !current.includes(one.entityId),
	);
	const isDelaying = (entityId: string): boolean =>
		view.initiativeOrder.some((seat) => seat.isDelaying && seat.entityIds.includes(entityId));
	return (
		<>
			{own
				.filter(({ readied, economy }) => readied != null && economy?.reaction === true)
				.map((one) => (
					<Readied key={one.entityId} one={one} {...rest} />
				))}
			{own
				.filter(({ entityId }) => isDelaying(entityId))
				.map(({ entityId, name }) => (
					<section key={entityId} className={classes.later} aria-label={`${name} waits`}>
						<div className={classes.top}>
							<p className={classes.waits}>{name} has put off their turn.</p>
							<span className={classes.ends}>
								<Button size="xs" variant="default" onClick={() => onGive({ type: "reenter", entityId })}>
									Act next
								</Button>
							</span>
						</div>
					</section>
				))}
		</>
	);
}
