/** A bottle with a dream in it, or its empty outline. Never read aloud: words beside it say which. */
export function Bottle({ isFull, size = 40 }: { readonly isFull: boolean; readonly size?: number }) {
	return (
		<svg width={size * 0.7} height={size} viewBox="0 0 28 40" aria-hidden="true" fill="none">
			{isFull && (
				<>
					<path
						d="M6 24.500c3-2.200 5.500 1.400 8.300.2 2.700-1.200 4.700-2 7.700-.2v7.300c0 2.300-1.400 3.700-3.700 3.700H9.700C7.400 35.500 6 34.100 6 31.800Z"
						fill="var(--es-gathering)"
						opacity="0.85"
					/>
					<circle cx="11" cy="30" r="1.500" fill="var(--es-talk)" />
					<circle cx="16.500" cy="28" r="1" fill="var(--es-talk)" />
				</>
			)}
			<path
				d="M10.500 6.500v7c0 2.300-6.500 4.200-6.500 10v8.700c0 3.300 2 5.300 5.300 5.300h9.400c3.300 0 5.300-2 5.300-5.300v-8.700c0-5.800-6.500-7.700-6.500-10v-7"
				stroke="currentColor"
				strokeWidth="1.800"
				strokeLinecap="round"
				strokeLinejoin="round"
				strokeDasharray={isFull ? undefined : "3 3.500"}
			/>
			<path
				d="M9.500 2.500h9v4h-9Z"
				stroke="currentColor"
				strokeWidth="1.800"
				strokeLinejoin="round"
				fill={isFull ? "currentColor" : "none"}
			/>
		</svg>
	);
}
