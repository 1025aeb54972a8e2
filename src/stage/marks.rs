//! Marks of one kind on the noticeboard: how each stands, which have changed since last looked at, and one bell.
//!
//! A hundred marks with a bell each cost a page more than all they show: here one rings for all, and whoever
//! answers is told which marks to draw anew.

use leptos::prelude::{Notify, Track, Trigger};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Made once, for as long as the page lives, so it may be copied into every closure. One follower only: what
/// has changed is told once.
pub struct Marks<T: 'static>(&'static (Trigger, Mutex<List<T>>));

struct List<T> {
    marks: Vec<T>,
    changed: Vec<usize>,
    /// Is a mark among the changed? Each is drawn anew once, however much of it has changed.
    is_changed: Vec<bool>,
}

impl<T> List<T> {
    fn note(&mut self, index: usize) {
        if !std::mem::replace(&mut self.is_changed[index], true) {
            self.changed.push(index);
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
        let list = Mutex::new(List {
            is_changed: vec![false; marks.len()],
            changed: vec![],
            marks,
        });
        Marks(Box::leak(Box::new((Trigger::new(), list))))
    }

    fn list(&self) -> MutexGuard<'_, List<T>> {
        // One thread in the page; a poisoned lock cannot outlive the panic that the boot script answers.
        self.0.1.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn count(&self) -> usize {
        self.list().marks.len()
    }

    #[inline(never)]
    pub fn get(&self, index: usize) -> T {
        self.list().marks[index]
    }

    /// Changes a mark; the bell waits for [`Marks::ring`].
    #[inline(never)]
    pub fn set(&self, index: usize, mark: T) {
        let mut list = self.list();
        if list.marks[index] != mark {
            list.marks[index] = mark;
            list.note(index);
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
        let mut list = self.list();
        (0..list.marks.len()).for_each(|index| list.note(index));
    }

    /// Rings when marks have changed.
    pub fn ring(&self) {
        if !self.list().changed.is_empty() {
            self.0.0.notify();
        }
    }

    /// Hears the bell from now on: which marks have changed since the last time.
    pub fn follow(&self) -> Vec<usize> {
        self.0.0.track();
        let mut list = self.list();
        list.is_changed.fill(false);
        std::mem::take(&mut list.changed)
    }
}
