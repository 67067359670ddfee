import { Button } from "@mantine/core";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { GameView, ParticipantView, Viewer } from "../../../src/encounters/engine/view.js";
import { targetsOf } from "../board/aim.js";
import { isPlayedBy } from "../words/people.js";
import { reactionsOf } from "./choices.js";
import classes from "./turn.module.css";

export interface OutOfTurnProps {
	readonly view: GameView;
	readonly viewer: Viewer | undefined;
	readonly onGive: (body: RoomCommand) => void;
}

function Readied({
	one,
	view,
	onGive,
}: { readonly one: ParticipantView } & Pick<OutOfTurnProps, "view" | "onGive">) {
	const { entityId, name, readied } = one;
	const blows = reactionsOf(one).flatMap((choice) =>
		targetsOf(view, one, choice).map((target) => ({ choice, target })),
	);
	return (
		<section className={classes.bar} aria-label={`${name} waits`}>
			<p className={classes.waits}>
				<b>{name} waits:</b> {readied}
			</p>
			<div className={classes.choices}>
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
				{blows.length === 0 && <span>Nobody is in reach yet.</span>}
			</div>
		</section>
	);
}

/** What can be done on the turns of others: react as was made ready, and come back from waiting. */
export function OutOfTurn({ view, viewer, onGive }: OutOfTurnProps) {
	if (view.status !== "active") return null;
	const own = Object.values(view.participants).filter((one) => isPlayedBy(viewer, one) && one.life === "up");
	const isDelaying = (entityId: string): boolean =>
		view.initiativeOrder.some((seat) => seat.isDelaying && seat.entityIds.includes(entityId));
	return (
		<>
			{own
				.filter(({ readied, economy }) => readied != null && economy?.reaction === true)
				.map((one) => (
					<Readied key={one.entityId} one={one} view={view} onGive={onGive} />
				))}
			{own
				.filter(({ entityId }) => isDelaying(entityId))
				.map(({ entityId, name }) => (
					<section key={entityId} className={classes.bar} aria-label={`${name} waits`}>
						<div className={classes.top}>
							<p className={classes.waits}>{name} has put off their turn.</p>
							<span className={classes.ends}>
								<Button size="xs" onClick={() => onGive({ type: "reenter", entityId })}>
									Act next
								</Button>
							</span>
						</div>
					</section>
				))}
		</>
	);
}
