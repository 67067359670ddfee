import { Loader } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./notice-card.module.css";

export interface NoticeCardProps {
	readonly title: string;
	/** Where it stands. */
	readonly className: string | undefined;
	readonly children: ReactNode;
}

/** What stands in the middle of a page while there is nothing else to look at. */
export function NoticeCard({ title, className = "", children }: NoticeCardProps) {
	return (
		<section className={`${classes.card} ${className}`} aria-label={title}>
			<h2>{title}</h2>
			{children}
		</section>
	);
}

export interface ConnectingCardProps {
	readonly className: string | undefined;
	/** What is asked for. */
	readonly children: ReactNode;
	/** Why the last try failed. */
	readonly reason: string | undefined;
}

/** The first answer of a server is waited for. */
export function ConnectingCard({ className, children, reason }: ConnectingCardProps) {
	return (
		<NoticeCard title="Connecting" className={className}>
			<p className={classes.waiting}>
				<Loader size={16} color="var(--es-connecting)" /> {children}
			</p>
			{reason && <p>The last try failed: {reason}. The next one comes by itself.</p>}
		</NoticeCard>
	);
}
