//! Marks of one kind on the noticeboard: how each stands, which have changed since the bell last rang, and who
//! hears it.
//!
//! A hundred signals cost a page more than all they show, and an effect for each layer still came to a fifth of
//! a seek: here one bell rings for all, and whoever hears it is told at once which marks to draw anew.

use super::lock;
use std::sync::Mutex;

/// Made once, for as long as the page lives, so it may be copied into every closure.
pub struct Marks<T: 'static>(&'static (Mutex<Vec<T>>, Bell));

/// Hears which marks have changed, and adds what the page is to be told of them.
pub type Follower = Box<dyn Fn(&[usize], &mut String) + Send + Sync>;

/// What all kinds of marks have in common, so that there is one machine code for it.
struct Bell {
    changes: Mutex<Changes>,
    followers: Mutex<Vec<Follower>>,
}

struct Changes {
    list: Vec<usize>,
    /// Is a mark on the list? Each is drawn anew once, however much of it has changed.
    is_listed: Vec<bool>,
}

impl Bell {
    #[inline(never)]
    fn note(&self, index: usize) {
        let mut changes = lock(&self.changes);
        if !std::mem::replace(&mut changes.is_listed[index], true) {
            changes.list.push(index);
        }
    }

    #[inline(never)]
    fn ring(&self, told: &mut String) {
        let mut changes = lock(&self.changes);
        if changes.list.is_empty() {
            return;
        }
        changes.is_listed.fill(false);
        let changed = std::mem::take(&mut changes.list);
        drop(changes);
        lock(&self.followers)
            .iter()
            .for_each(|follow| follow(&changed, told));
    }

    #[inline(never)]
    fn follow(&self, follow: Follower) {
        if cfg!(target_arch = "wasm32") {
            lock(&self.followers).push(follow);
        }
    }
}

impl<T> Clone for Marks<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Marks<T> {}

impl<T: Copy + PartialEq> Marks<T> {
    pub fn new(marks: Vec<T>) -> Marks<T> {
        let changes = Changes {
            list: vec![],
            is_listed: vec![false; marks.len()],
        };
        let bell = Bell {
            changes: Mutex::new(changes),
            followers: Mutex::default(),
        };
        Marks(Box::leak(Box::new((Mutex::new(marks), bell))))
    }

    pub fn count(&self) -> usize {
        lock(&self.0.0).len()
    }

    #[inline(never)]
    pub fn get(&self, index: usize) -> T {
        lock(&self.0.0)[index]
    }

    /// Changes a mark; the bell waits for [`Marks::ring`].
    #[inline(never)]
    pub fn set(&self, index: usize, mark: T) {
        let mut marks = lock(&self.0.0);
        if marks[index] != mark {
            marks[index] = mark;
            self.0.1.note(index);
        }
    }

    /// [`Marks::set`] for a part of a mark.
    pub fn change(&self, index: usize, change: impl FnOnce(&mut T)) {
        let mut mark = self.get(index);
        change(&mut mark);
        self.set(index, mark);
    }

    /// Something else that all marks show has changed: the language, say.
    pub fn change_all(&self) {
        (0..self.count()).for_each(|index| self.0.1.note(index));
    }

    /// Tells who follows, when marks have changed.
    pub fn ring(&self, told: &mut String) {
        self.0.1.ring(told);
    }

    /// Hears from now on which marks have changed. In the page only: natively nothing is heard.
    pub fn follow(&self, follow: Follower) {
        self.0.1.follow(follow);
    }
}
