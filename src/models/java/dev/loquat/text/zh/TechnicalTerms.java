package dev.loquat.text.zh;

import java.util.Set;

/** Words of this product's own field, which the newspapers of the word list do not know. */
final class TechnicalTerms {
  /** What a term is worth above a listed word, in the perceptron's units. */
  static final double BONUS = 32;

  static final Set<String> ALL =
      Set.of(
          "人工智能", "机器学习", "深度学习", "大模型", "数据库", "知识库", "提示词", "向量化", "检索器", "分词器", "词向量", "数据集",
          "算法", "开源", "云计算", "大数据", "互联网", "物联网", "区块链", "操作系统", "服务器", "客户端", "浏览器", "编译器", "解释器",
          "虚拟机", "容器", "微服务", "中间件", "接口", "源代码", "命令行", "防火墙", "路由器", "显卡", "芯片", "带宽", "线程", "进程",
          "缓存", "内存", "硬盘", "软件", "硬件", "程序员", "二进制", "哈希", "字符串", "数组", "函数", "变量", "正则表达式",
          "应用程序", "搜索引擎", "元数据", "日志", "令牌", "网关", "负载均衡", "吞吐量", "延迟", "召回率", "准确率", "聊天机器人",
          "自动驾驶", "计算机", "智能手机", "短视频", "电子商务");

  private TechnicalTerms() {}
}
