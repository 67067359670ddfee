import {
	type KeyboardEvent,
	type PointerEvent,
	type Ref,
	useImperativeHandle,
	useMemo,
	useRef,
	useState,
} from "react";
import type { EncounterState } from "../../../client/encounters/index.js";
import { sameCell } from "../../../src/encounters/engine/map.js";
import type { Cell } from "../../../src/encounters/engine/state.js";
import type { GameView, ParticipantView } from "../../../src/encounters/engine/view.js";
import { isPlayedBy } from "../words/people.js";
import { type Aim, reachOf, targetsOf, whoIsAt } from "./aim.js";
import { AimLayer } from "./aim-layer.js";
import classes from "./board.module.css";
import { cellText } from "./cell-text.js";
import { Floaters } from "./floaters.js";
import { GroundLayer } from "./ground-layer.js";
import { moveCursor } from "./keys.js";
import { CELL } from "./terrain.js";
import { nameSides } from "./name-sides.js";
import { Token, TokenName } from "./token.js";
import { type Camera, type Insets, useCamera } from "./use-camera.js";

/** What the page may do with the picture. */
export type BoardHandle = Pick<Camera, "fit" | "zoomBy"> & { readonly focus: () => void };

export interface BoardProps {
	readonly ref: Ref<BoardHandle>;
	readonly view: GameView;
	readonly known: Pick<EncounterState, "viewer" | "refused" | "events">;
	/** Those who are not where they are drawn, or not yet. */
	readonly foreseen: ReadonlySet<string>;
	readonly mover: ParticipantView | undefined;
	readonly aim: Aim;
	readonly selected: string | undefined;
	readonly insets: Insets;
	readonly onCell: (cell: Cell) => void;
	/** Away from what is aimed. */
	readonly onCancel: () => void;
	/** What lies under the cursor of the keys, for those who hear the page. */
	readonly onSay: (text: string) => void;
}

function isOn({ mapState: { width, height } }: GameView, { x, y }: Cell): boolean {
	return x >= 0 && y >= 0 && x < width && y < height;
}

/** The map with everybody on it. A click, or Enter at the cursor, does what is aimed. */
export function Board(props: BoardProps) {
	const { ref, view, known, foreseen, mover, aim, selected, insets, onCell, onCancel, onSay } = props;
	const svg = useRef<SVGSVGElement>(null);
	const drawing = useRef<SVGGElement>(null);
	const { width, height } = view.mapState;
	const current = new Set(view.initiativeOrder[view.currentTurnIndex]?.entityIds);
	const all = Object.values(view.participants);
	const home =
		mover ??
		all.find((one) => isPlayedBy(known.viewer, one)) ??
		all.find(({ entityId }) => current.has(entityId)) ??
		all[0];
	const camera = useCamera({ svg, drawing, width, height, insets, home });
	const [pointed, setPointed] = useState<Cell>();
	/** Where the arrow keys are; the pointer takes over when it moves. */
	const [cursor, setCursor] = useState<Cell>();
	const isWalking =
		(aim.kind === "walk" || aim.kind === "step") && mover?.availableActions?.includes("move") === true;
	const reach = useMemo(
		() => (isWalking && mover ? reachOf(view, mover) : undefined),
		[isWalking, view, mover],
	);
	const aimed = useMemo(
		() =>
			new Set(
				aim.kind === "target" && mover
					? targetsOf(view, mover, aim.choice).map(({ entityId }) => entityId)
					: [],
			),
		[aim, view, mover],
	);
	useImperativeHandle(ref, () => ({
		fit: camera.fit,
		zoomBy: camera.zoomBy,
		focus: () => svg.current?.focus({ preventScroll: true }),
	}));
	const at = cursor ?? pointed;

	function point(event: PointerEvent): void {
		if (event.pointerType === "touch") return;
		const cell = camera.cellAt(event);
		const next = isOn(view, cell) ? cell : undefined;
		if (cursor) setCursor(undefined);
		if (next && pointed && sameCell(next, pointed)) return;
		setPointed(next);
	}

	function onKeyDown(event: KeyboardEvent): void {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const from = cursor ?? mover?.position ?? { x: Math.floor(width / 2), y: Math.floor(height / 2) };
		const to = moveCursor(event.key, from, view.mapState);
		if (to) {
			setCursor(to);
			camera.reveal(to);
			onSay(cellText(view, to, { mover, step: reach?.steps.get(`${to.x},${to.y}`), aim }));
		} else if ((event.key === "Enter" || event.key === " ") && cursor) onCell(cursor);
		else if (event.key === "+" || event.key === "=") camera.zoomBy(1.3);
		else if (event.key === "-") camera.zoomBy(1 / 1.3);
		else if (event.key === "0") camera.fit();
		else if (event.key === "Escape") {
			setCursor(undefined);
			onCancel();
		} else return;
		event.preventDefault();
	}

	const people = all.toSorted(
		(one, other) => Number(one.life !== "defeated") - Number(other.life !== "defeated"),
	);
	const sides = nameSides(people);
	const isHot = at && (reach?.steps.has(`${at.x},${at.y}`) || aimed.has(whoIsAt(view, at)?.entityId ?? ""));
	return (
		<svg
			ref={svg}
			className={classes.board}
			data-hot={isHot || undefined}
			tabIndex={0}
			role="application"
			aria-roledescription="battle map"
			aria-label={`Map of ${width} by ${height} cells, ${people.length} on it. Arrow keys move the cursor, Enter moves there or aims at who is there, Escape takes the aim back, plus and minus zoom, zero shows all.`}
			onPointerMove={point}
			onPointerLeave={() => setPointed(undefined)}
			onClick={(event) => {
				const cell = camera.cellAt(event);
				setCursor(undefined);
				if (isOn(view, cell)) onCell(cell);
			}}
			onKeyDown={onKeyDown}
		>
			<g ref={drawing}>
				<GroundLayer map={view.mapState} />
				<AimLayer view={view} mover={mover} aim={aim} reach={reach} at={at} />
				{people.map((one) => (
					<Token
						key={one.entityId}
						one={one}
						isCurrent={current.has(one.entityId)}
						isMine={isPlayedBy(known.viewer, one)}
						isSelected={one.entityId === selected}
						isTarget={aimed.has(one.entityId)}
						isForeseen={foreseen.has(one.entityId)}
						refusedAs={known.refused?.entityId === one.entityId ? known.refused.id : undefined}
					/>
				))}
				{people.map((one) => {
					// Whoever is pointed at is named in any case.
					const side = sides.get(one.entityId) ?? (at && sameCell(one.position, at) ? "below" : undefined);
					return side && <TokenName key={one.entityId} one={one} side={side} />;
				})}
				<Floaters events={known.events} view={view} />
				{cursor && (
					<rect
						className={classes.cursor}
						data-testid="cursor"
						x={cursor.x * CELL + 2}
						y={cursor.y * CELL + 2}
						width={CELL - 4}
						height={CELL - 4}
						rx="6"
					/>
				)}
			</g>
		</svg>
	);
}
