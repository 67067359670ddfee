import { Tooltip } from "@mantine/core";
import classes from "./society.module.css";

export interface StrikesProps {
	/** Quarrels that it has taken unhappy. */
	readonly count: number;
	/** From so many on each further one may be too much. */
	readonly most: number;
}

/** How near a chatling is to running away. */
export function Strikes({ count, most }: StrikesProps) {
	const isAtRisk = count >= most - 1;
	const said = `${count} of ${most} strikes`;
	return (
		<Tooltip
			label={
				isAtRisk
					? "It has taken so many quarrels unhappy that it may run away after the next one."
					: `Quarrels that it has taken unhappy. From ${most} on it may run away.`
			}
			multiline
			maw={240}
			events={{ hover: true, focus: true, touch: true }}
		>
			<span
				className={classes.strikes}
				tabIndex={0}
				role="img"
				aria-label={isAtRisk ? `${said}, may run away` : said}
			>
				{Array.from({ length: most }, (_, index) => (
					<i key={index} data-taken={index < count || undefined} />
				))}
				{isAtRisk && <span>may run away</span>}
			</span>
		</Tooltip>
	);
}
