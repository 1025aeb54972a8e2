"""The extents of the close-ups: west, south, east, north. Their edges cross the coast at as few points as can be."""

CLOSEUPS = {
    "pearl": (112.85, 21.7, 114.45, 23.45),         # Hong Kong to Canton and Fatshan
    "pechili": (115.9, 36.7, 122.9, 41.2),          # the Gulf of Pechili, the Peiho up to Peking, Jehol
    "shanghai": (120.1, 29.65, 122.85, 32.5),       # the mouth of the Yangtze, Hangchow Bay, Chusan
    "hongkong": (114.08, 22.2, 114.3, 22.38),       # Hong Kong and Kowloon
}
