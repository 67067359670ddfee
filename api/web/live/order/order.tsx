import { memo } from "react";
import type { GameView, ParticipantView, SeatView, Viewer } from "../../../src/encounters/engine/view.js";
import { TokenSign } from "../signs.js";
import { healthText, isPlayedBy, wellbeing } from "../words/people.js";
import classes from "./order.module.css";

interface RowProps {
	readonly one: ParticipantView;
	readonly isCurrent: boolean;
	readonly isMine: boolean;
	readonly isSelected: boolean;
	readonly isDelaying: boolean;
	/** Others act on the same count, right above or below. */
	readonly isGrouped: boolean;
	/** The count of its seat, at the first of its members. */
	readonly count: number | undefined;
	readonly onSelect: (entityId: string) => void;
}

/** What else there is to know of somebody, in few words. */
function notesOf(
	one: ParticipantView,
	{ isMine, isDelaying }: Pick<RowProps, "isMine" | "isDelaying">,
): readonly string[] {
	return [
		...(isMine ? ["you"] : []),
		...(one.isHidden ? ["hidden"] : []),
		...(one.userId !== undefined && !one.isConnected ? ["away"] : []),
		...(isDelaying ? ["waits"] : []),
		...(one.readied != null ? ["ready"] : []),
		...(one.life === "stable" ? ["stable"] : []),
		...one.conditions.map(({ condition }) => condition),
	];
}

const Row = memo(function Row(props: RowProps) {
	const { one, isCurrent, isGrouped, isSelected, count, onSelect } = props;
	const notes = notesOf(one, props);
	return (
		<li
			data-current={isCurrent || undefined}
			data-life={one.life}
			data-away={!one.isConnected || undefined}
			data-grouped={isGrouped || undefined}
		>
			<button
				type="button"
				aria-current={isCurrent ? "true" : undefined}
				aria-pressed={isSelected}
				onClick={() => onSelect(one.entityId)}
			>
				<span className={classes.count}>{count ?? ""}</span>
				<TokenSign one={one} />
				<span className={classes.name}>{one.name}</span>
				<span className={classes.health} data-health={one.health}>
					{healthText(one)}
				</span>
				<span className={classes.bar} aria-hidden="true" data-health={one.health}>
					<i style={{ transform: `scaleX(${wellbeing(one)})` }} />
				</span>
				{notes.length > 0 && (
					<span className={classes.notes}>
						{notes.map((note) => (
							<i key={note}>{note}</i>
						))}
					</span>
				)}
			</button>
		</li>
	);
});

export interface OrderProps {
	readonly view: GameView;
	readonly viewer: Viewer | undefined;
	readonly selected: string | undefined;
	readonly onSelect: (entityId: string) => void;
}

/** Who acts when, and how everybody is. Those who have no place in the order stand below it. */
export function Order({ view, viewer, selected, onSelect }: OrderProps) {
	const { initiativeOrder, currentTurnIndex, participants, turn } = view;
	const placed = new Set(initiativeOrder.flatMap(({ entityIds }) => entityIds));
	const others = Object.values(participants).filter(({ entityId }) => !placed.has(entityId));
	const isUnseen = turn !== null && currentTurnIndex === -1;
	const row = (one: ParticipantView, seat?: SeatView) => (
		<Row
			key={one.entityId}
			one={one}
			isCurrent={seat !== undefined && initiativeOrder[currentTurnIndex] === seat}
			isMine={isPlayedBy(viewer, one)}
			isSelected={one.entityId === selected}
			isDelaying={seat?.isDelaying === true}
			isGrouped={seat !== undefined && seat.entityIds.length > 1}
			count={seat?.entityIds[0] === one.entityId ? seat.initiative : undefined}
			onSelect={onSelect}
		/>
	);
	return (
		<section className={classes.order} aria-label="Order of turns">
			<p className={classes.encounter}>
				<b>{view.settings.title}</b>
				<span>{viewer?.kind === "dm" ? "You lead it" : `Led by ${view.dmId}`}</span>
			</p>
			{(initiativeOrder.length > 0 || isUnseen) && <h2>Order of turns</h2>}
			<ol>
				{isUnseen && (
					<li data-current>
						<span className={classes.unseen} aria-current="true">
							<b aria-hidden="true">?</b> Somebody unseen
						</span>
					</li>
				)}
				{initiativeOrder.flatMap((seat) =>
					seat.entityIds.flatMap((id) => {
						const one = participants[id];
						return one ? [row(one, seat)] : [];
					}),
				)}
			</ol>
			{others.length > 0 && (
				<>
					<h2>{view.status === "waiting" ? "Here already" : "Out of the order"}</h2>
					<ul>{others.map((one) => row(one))}</ul>
				</>
			)}
		</section>
	);
}
