import type { ReactNode } from "react";
import classes from "./choice-card.module.css";

export interface ChoiceCardProps {
	/** Of the group in which one is chosen. */
	readonly name: string;
	readonly isChosen: boolean;
	readonly onChoose: () => void;
	/** How what is in it is laid out. */
	readonly className?: string | undefined;
	readonly children: ReactNode;
}

/** One of several things of which one is chosen, as a card. */
export function ChoiceCard({ name, isChosen, onChoose, className = "", children }: ChoiceCardProps) {
	return (
		<label className={`${classes.card} ${className}`} data-chosen={isChosen || undefined}>
			<input type="radio" name={name} checked={isChosen} onChange={onChoose} />
			{children}
		</label>
	);
}
