import { memo, useEffect, useRef } from "react";
import type { ParticipantView } from "../../../src/encounters/engine/view.js";
import { initialsOf, sideOf, wellbeing } from "../words/people.js";
import type { NameSide } from "./name-sides.js";
import classes from "./token.module.css";
import { CELL, middleOf } from "./terrain.js";

const R = CELL * 0.36;
/** Length of the ring that tells how somebody is. */
const RING = 2 * Math.PI * (R + 3.5);

export interface TokenProps {
	readonly one: ParticipantView;
	readonly isCurrent: boolean;
	readonly isMine: boolean;
	readonly isSelected: boolean;
	readonly isTarget: boolean;
	/** It was moved here before the room has said so. */
	readonly isForeseen: boolean;
	/** Number of the refusal that threw it back; a new one shakes it anew. */
	readonly refusedAs: string | undefined;
}

/** The body of a token: players are round, the others have corners, so that they are not told apart by colour alone. */
function Body({ type }: { readonly type: ParticipantView["entityType"] }) {
	if (type === "playerCharacter") return <circle r={R} className={classes.body} />;
	if (type === "npc")
		return <rect x={-R} y={-R} width={2 * R} height={2 * R} rx="9" className={classes.body} />;
	const points = [0, 1, 2, 3, 4, 5].map((at) => {
		const angle = (Math.PI / 3) * at;
		return `${(Math.cos(angle) * (R + 1.5)).toFixed(2)},${(Math.sin(angle) * (R + 1.5)).toFixed(2)}`;
	});
	return <polygon points={points.join(" ")} className={classes.body} />;
}

/** Somebody on the map. All of it can be had from the order as well; it is not read aloud. */
export const Token = memo(function Token(props: TokenProps) {
	const { one, isCurrent, isMine, isSelected, isTarget, isForeseen, refusedAs } = props;
	const { x, y } = middleOf(one.position);
	const share = wellbeing(one);
	const body = useRef<SVGGElement>(null);
	useEffect(() => {
		if (refusedAs === undefined || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
		body.current?.animate(
			[0, -5, 5, -4, 3, 0].map((dx) => ({ transform: `translateX(${dx}px)` })),
			{ duration: 420 },
		);
	}, [refusedAs]);
	return (
		<g
			className={classes.token}
			style={{ transform: `translate(${x}px, ${y}px)` }}
			data-token={one.entityId}
			data-cell={`${one.position.x},${one.position.y}`}
			data-side={sideOf(one)}
			data-life={one.life}
			data-current={isCurrent || undefined}
			data-mine={isMine || undefined}
			data-selected={isSelected || undefined}
			data-target={isTarget || undefined}
			data-foreseen={isForeseen || undefined}
			data-refused={refusedAs !== undefined || undefined}
			data-hidden={one.isHidden || undefined}
		>
			{isCurrent && <circle r={R + 9} className={classes.turn} />}
			<g ref={body}>
				<ellipse cy={R * 0.9} rx={R * 0.9} ry={R * 0.3} className={classes.shade} />
				<Body type={one.entityType} />
				{share < 1 && (
					<>
						<circle r={R + 3.5} className={classes.ringGround} />
						<circle
							r={R + 3.5}
							className={classes.ring}
							data-health={one.health}
							strokeDasharray={`${(RING * share).toFixed(2)} ${RING.toFixed(2)}`}
							transform="rotate(-90)"
						/>
					</>
				)}
				<text className={classes.initials} y="0.36em">
					{initialsOf(one.name)}
				</text>
				{one.conditions.length > 0 && (
					<g transform={`translate(${R * 0.85} ${-R * 0.85})`}>
						<circle r="7.500" className={classes.mark} />
						<text className={classes.markText} y="0.35em">
							{one.conditions.length}
						</text>
					</g>
				)}
			</g>
			{isTarget && <circle r={R + 8} className={classes.aim} />}
		</g>
	);
});

/** The name of a token, over all tokens so that none covers it. */
export const TokenName = memo(function TokenName({
	one,
	side,
}: Pick<TokenProps, "one"> & { readonly side: NameSide }) {
	const { x, y } = middleOf(one.position);
	return (
		<g className={classes.named} style={{ transform: `translate(${x}px, ${y}px)` }} data-life={one.life}>
			<text className={classes.name} data-side={side} y={side === "below" ? R + 12 : -R - 12}>
				{one.name}
			</text>
		</g>
	);
});
