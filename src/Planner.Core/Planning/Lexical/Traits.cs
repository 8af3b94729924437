using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>What follows from a task's shape alone.</summary>
internal static class Traits
{
    /// <summary>Whether the result says something about the input (labels, boxes, scores, an answer) rather than being new
    /// content.</summary>
    public static bool FindsOut(TaskType task) =>
        task.Output is Modality.Labels or Modality.Boxes or Modality.Spans or Modality.Scores or Modality.Vector || Answers(task);

    /// <summary>Whether the result is a picture of what was found out: a depth map, masks, joints.</summary>
    public static bool Charts(TaskType task) => task.Id is "depth-estimation" or "mask-generation" or "keypoint-detection";

    /// <summary>Whether it answers a question.</summary>
    public static bool Answers(TaskType task) => task.Slot("question") is not null;

    /// <summary>Whether it writes or makes something from a prompt alone.</summary>
    public static bool Creates(TaskType task) => task.Prompt is { } prompt && !Answers(task)
        && task.Inputs.All(slot => slot.Name == prompt || !slot.Required);

    /// <summary>Whether it writes text from a prompt.</summary>
    public static bool Writes(TaskType task) => Creates(task) && task.Output == Modality.Text;

    /// <summary>Whether the result is the input again, only better or in another form.</summary>
    public static bool Renews(TaskType task) => task.Inputs.Any(slot => slot.Required && slot.Name != task.Prompt
        && slot.Accepts[0] == task.Output);

    /// <summary>Whether the task makes text out of media of one kind, so that it can stand between such media and a task on text.</summary>
    public static bool Reads(TaskType task, Modality media) =>
        task.Output == Modality.Text && task.Prompt is null && task.Inputs is [var slot] && slot.Accepts.Contains(media)
            && Modalities.IsMedia(slot.Accepts[0]);

    /// <summary>Whether it speaks a text.</summary>
    public static bool Speaks(TaskType task) => task is { Output: Modality.Audio, Inputs: [{ Accepts: [Modality.Text] }], Prompt: null };

    /// <summary>The class of word that stands for a modality.</summary>
    public static WordClass ClassOf(Modality modality) => modality switch
    {
        Modality.Image => WordClass.Image,
        Modality.Audio => WordClass.Audio,
        Modality.Video => WordClass.Video,
        Modality.Table => WordClass.Table,
        Modality.Document => WordClass.Page,
        _ => WordClass.Text,
    };
}
